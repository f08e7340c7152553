#!/usr/bin/env python3
"""Webhooks from end to end, over real HTTP, with nobody polling.

    tests/serve/webhook_flow.py [--bin build/release/bin]

riff serve is started with a cycle an hour beside the simulated marketplaces, and the sandboxes of eBay (which
challenges first), Shopify and TikTok Shop are subscribed to it. Then somebody buys, and the product's other listings
must close within seconds, because of the delivery alone. A delivery that comes twice is stored once; one whose signature
is wrong is refused with 401 and leaves no trace; one that is lost is made good by the next read.
"""
import argparse
import contextlib
import json
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.dont_write_bytecode = True  # No caches beside the sources.
sys.path.insert(0, str(ROOT / "tests/judges"))

import tap

PLATFORMS = ("ebay", "shopify", "tiktok")
SIBLINGS = ("ebay/sandbox", "reverb/sandbox", "shopify/sandbox", "tiktok/sandbox")
CLOSED_WITHIN = 10  # Seconds from the purchase until no other listing offers the unit.
QUIET = 1           # Seconds in which a refused or lost delivery would have shown an effect.
AGREED_TOKEN = "webhook-flow-token-of-at-least-32-characters"


class Failed(Exception):
    pass


def demand(good, text):
    if not good:
        raise Failed(text)


class Flow:
    def __init__(self, binaries, folder):
        self.riff, self.folder, self.server, self.posts = str(binaries / "riff"), folder, None, {}
        self.answers = {platform: [] for platform in PLATFORMS}  # (method, status) of what arrived at its post.
        self.mocks = subprocess.Popen(
            [str(binaries / "riff-mocks"), "--listen", "127.0.0.1:0", "--products", "40", "--seed", "11", "--plant",
             "none", "--write-config", str(folder / "riff.toml")],
            stdout=subprocess.PIPE, stderr=open(folder / "mocks.log", "w"), text=True)
        self.control = json.loads(self.mocks.stdout.readline())["control"]

    def configure(self):
        """A post of its own is each platform's receiver: its address is known before riff serve has one, as eBay's
        challenge demands, and what arrives there can be counted."""
        for platform in PLATFORMS:
            self.posts[platform] = tap.Tap("http://127.0.0.1:1", self.watch(platform))
        file = self.folder / "riff.toml"
        text = file.read_text(encoding="utf-8")
        text = re.sub(r'interval = "30s"', 'interval = "1h"', text)
        (self.folder / "secrets/ebay_webhook_token").write_text(AGREED_TOKEN, encoding="utf-8")
        agreed = (f'verification_token = "file:secrets/ebay_webhook_token", '
                  f'webhook_endpoint = "{self.address("ebay")}"')
        head, sandbox, tail = text.partition("[platforms.ebay]")[2].partition("\nsandbox = { ")
        demand(sandbox, "riff-mocks wrote no eBay sandbox into riff.toml")
        whole = text.partition("[platforms.ebay]")[0] + "[platforms.ebay]" + head + sandbox + agreed + ", " + tail
        file.write_text(whole, encoding="utf-8")

    def watch(self, platform):
        return lambda exchange: self.answers[platform].append((exchange.method, exchange.status))

    def address(self, platform):
        return f"{self.posts[platform].url}/webhooks/{platform}/sandbox"

    def run(self, *words, codes=(0, 1)):
        result = subprocess.run([self.riff, "--config", str(self.folder / "riff.toml"), *words, "--json"], text=True,
                                cwd=self.folder, capture_output=True, timeout=60)
        demand(result.returncode in codes, f"riff {' '.join(words)}: {result.returncode}: {result.stderr[-1500:]}")
        return json.loads(result.stdout)

    def serve(self):
        log = open(self.folder / "serve.log", "w")
        self.server = subprocess.Popen([self.riff, "--config", str(self.folder / "riff.toml"), "serve", "--listen",
                                        "127.0.0.1:0"], cwd=self.folder, stdout=subprocess.PIPE, stderr=log, text=True)
        line = self.server.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        demand(found, f"riff serve did not say where it listens: {line!r}")
        self.serving = found[0]
        for post in self.posts.values():
            post.upstream = urllib.parse.urlsplit(self.serving)

    def first_cycle_is_over(self):
        return self.wait_for(lambda: " sync: run " in (self.folder / "serve.log").read_text() or None, 30)

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.control + path, method=method, data=data,
                                         headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise Failed(f"{method} {path}: {error.code} {error.read().decode()[:300]}") from None

    def offered(self):
        """SKU → channel → (remote id, units on sale)."""
        shown = {}
        for channel in SIBLINGS:
            for row in self.call("GET", f"/listings?channel={channel}"):
                units = row["available"] if row["status"] == "live" else 0
                shown.setdefault(row["sku"], {})[channel] = (row["remote_id"], units)
        return shown

    def subscribe(self):
        for platform in PLATFORMS:
            self.call("POST", "/webhooks", {"channel": f"{platform}/sandbox", "url": self.address(platform),
                                            "token": AGREED_TOKEN})
        challenged = [a for a in self.answers["ebay"] if a[0] == "GET"]
        demand(challenged == [("GET", 200)], f"eBay's challenge was answered {challenged}")

    def a_product(self, channel, used):
        for sku, rows in self.offered().items():
            if channel in rows and sku not in used and len(rows) > 1 and all(u == 1 for _, u in rows.values()):
                used.add(sku)
                return sku, rows[channel][0]
        raise Failed(f"no product of one unit is on sale on {channel} and elsewhere")

    def buy(self, channel, remote):
        return self.call("POST", "/orders", {"channel": channel, "remote_id": remote, "quantity": 1})["order_id"]

    def faults(self, channel, fault, count):
        rules = [{"operation": "webhook.*", "fault": fault, "count": count}] if fault else []
        self.call("PUT", "/faults", {"channel": channel, "rules": rules})

    def still_offered(self, sku):
        return {c: u for c, (_, u) in self.offered()[sku].items() if u > 0}

    def wait_for(self, ask, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if answer := ask():
                return answer
            time.sleep(0.05)
        return None

    def ask_store(self, question, *values):
        with contextlib.closing(sqlite3.connect(f"file:{self.folder / 'riff.db'}?mode=ro", uri=True)) as store:
            return store.execute(question, values).fetchone()[0]

    def stored(self, platform):
        return self.ask_store("SELECT COUNT(*) FROM webhook_deliveries WHERE channel = ?", f"{platform}/sandbox")

    def sold(self, sku):
        """Units of the product that the books say buyers took."""
        return self.ask_store("SELECT COALESCE(SUM(quantity), 0) FROM movements WHERE sku = ? AND cause_kind = 'order'",
                              sku)

    def calm_down(self):
        """Our own writes are told of too; waits until all that was told has been acted on, and no more comes."""
        told, since = None, time.monotonic()
        while time.monotonic() < since + QUIET:
            waiting = self.ask_store("SELECT COUNT(*) FROM webhook_deliveries WHERE outcome = ''")
            now = (waiting, sum(len(each) for each in self.answers.values()))
            if waiting or now != told:
                told, since = now, time.monotonic()
            time.sleep(0.05)

    def stop(self):
        if self.server and self.server.poll() is None:
            self.server.terminate()
            code = self.server.wait(timeout=20)
            demand(code == 0, f"riff serve ended with {code}")

    def clean_up(self):
        for process in (self.server, self.mocks):
            if process and process.poll() is None:
                process.kill()
                process.wait()
        for post in self.posts.values():
            post.stop()


def sibling_closes(flow, platform, used):
    channel = f"{platform}/sandbox"
    sku, remote = flow.a_product(channel, used)
    started = time.monotonic()
    flow.buy(channel, remote)
    closed = flow.wait_for(lambda: not flow.still_offered(sku), CLOSED_WITHIN)
    demand(closed, f"{channel}: {sku} was sold and is still on sale: {flow.still_offered(sku)}")
    say(f"{channel}: {sku} sold, its siblings closed after {time.monotonic() - started:.1f} s")


def twice_is_once(flow, platform, used):
    channel = f"{platform}/sandbox"
    sku, remote = flow.a_product(channel, used)
    flow.calm_down()
    flow.faults(channel, "webhook_duplicate", 1)
    deliveries, before = flow.stored(platform), len(flow.answers[platform])
    flow.buy(channel, remote)
    demand(flow.wait_for(lambda: len(flow.answers[platform]) >= before + 2, CLOSED_WITHIN),
           f"{channel}: a doubled delivery came {len(flow.answers[platform]) - before} times")
    demand(flow.wait_for(lambda: not flow.still_offered(sku), CLOSED_WITHIN), f"{channel}: {sku} is still on sale")
    flow.calm_down()
    fresh = flow.answers[platform][before:]
    demand(all(status == 200 for _, status in fresh), f"{channel}: doubled deliveries were answered {fresh}")
    kept = flow.stored(platform) - deliveries
    demand(kept == len(fresh) - 1, f"{channel}: {len(fresh)} deliveries, one of them twice, and {kept} were stored")
    demand(flow.sold(sku) == 1, f"{channel}: {sku} was sold once and booked {flow.sold(sku)} times")
    flow.faults(channel, None, 0)
    say(f"{channel}: {len(fresh)} deliveries with one twice, {kept} stored, one sale booked")


def wrong_signatures_are_refused(flow, used):
    flow.calm_down()
    stored = {platform: flow.stored(platform) for platform in PLATFORMS}
    before = {platform: len(flow.answers[platform]) for platform in PLATFORMS}
    bought = buy_everywhere(flow, "webhook_bad_signature", used)
    demand(flow.wait_for(lambda: all(len(flow.answers[p]) > before[p] for p in PLATFORMS), CLOSED_WITHIN),
           "a delivery with a wrong signature was not even sent")
    time.sleep(QUIET)
    for platform in PLATFORMS:
        fresh = flow.answers[platform][before[platform]:]
        demand(all(status == 401 for _, status in fresh), f"{platform}: wrong signatures were answered {fresh}")
        demand(flow.stored(platform) == stored[platform], f"{platform}: a wrongly signed delivery was stored")
        demand(flow.still_offered(bought[platform]), f"{platform}: a wrongly signed delivery closed listings")
        say(f"{platform}/sandbox: {len(fresh)} wrong signatures refused with 401, nothing stored, nothing closed")
    return list(bought.values())


def lost_changes_nothing_yet(flow, used):
    before = {platform: len(flow.answers[platform]) for platform in PLATFORMS}
    bought = buy_everywhere(flow, "webhook_drop", used)
    time.sleep(QUIET)
    fresh = {p: flow.answers[p][before[p]:] for p in PLATFORMS}
    demand(not any(status == 200 for each in fresh.values() for _, status in each), f"a lost delivery arrived: {fresh}")
    return list(bought.values())


def buy_everywhere(flow, fault, used):
    bought = {}
    for platform in PLATFORMS:
        channel = f"{platform}/sandbox"
        sku, remote = flow.a_product(channel, used)
        flow.faults(channel, fault, 100)
        flow.buy(channel, remote)
        bought[platform] = sku
    return bought


def play(flow):
    flow.configure()
    flow.run("init", codes=(0,))
    for words in (("sync",), ("clone",), ("sync",)):
        flow.run(*words)
    flow.serve()
    demand(flow.first_cycle_is_over(), "riff serve did not finish its first cycle")
    flow.subscribe()
    say("eBay's challenge is answered; eBay, Shopify and TikTok Shop are subscribed")
    used = set()
    for platform in PLATFORMS:
        sibling_closes(flow, platform, used)
    for platform in PLATFORMS:
        twice_is_once(flow, platform, used)
    missed = wrong_signatures_are_refused(flow, used) + lost_changes_nothing_yet(flow, used)
    for platform in PLATFORMS:
        flow.faults(f"{platform}/sandbox", None, 0)
    flow.run("sync")
    left = {sku: shown for sku in missed if (shown := flow.still_offered(sku))}
    demand(not left, f"lost and refused deliveries were not made good by the next read: {left}")
    say(f"{len(missed)} sales nobody told of were found by the next read")
    flow.stop()


def say(text):
    print(f"webhooks: {text}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", default=str(ROOT / "build/release/bin"), help="folder of riff and riff-mocks")
    parser.add_argument("--keep", action="store_true", help="keep the folder with store and logs")
    options = parser.parse_args()
    started = time.monotonic()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="riff-webhooks-"))
    flow = Flow(pathlib.Path(options.bin).resolve(), folder)
    try:
        play(flow)
    except Failed as failed:
        say(f"FAILED: {failed}")
        say(f"kept {folder}")
        return 1
    finally:
        flow.clean_up()
    if not options.keep:
        shutil.rmtree(folder, ignore_errors=True)
    say(f"passed, {time.monotonic() - started:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
