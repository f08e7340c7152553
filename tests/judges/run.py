#!/usr/bin/env python3
"""Parties that are not us judge what the connectors send and what the simulated marketplaces answer.

    RIFF_CONTRACTS=folder tests/judges/run.py [--bin build/release/bin] [--keep]

A day's work (init, sync, clone, sales, edits, a listing ended by hand, a cancelled order) runs with a judge on every
wire: Prism for eBay and Reverb, graphql-js and the published schema for Shopify, the published signing examples and
sample bodies for TikTok Shop. Then each judge is given something wrong on purpose and must object to that. Published
npm clients use the marketplaces themselves. Last, all that the connectors' contract suite sends is judged the same way.

Without RIFF_CONTRACTS there is nothing to judge by: says so and passes. V&R publishes no contract.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

sys.dont_write_bytecode = True  # No caches beside the sources.

import prism
import rig as rigs
import suite
import tap
import tiktok_rules

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
MODULES = ROOT / "build/judges/node_modules"
SHOWN_MAX = 40  # Faults printed of one judge; the rest say nothing new.

# What the day must have sent: a judge that saw no writes would praise silence.
EXPECTED = {
    "ebay.item.list", "ebay.item.put", "ebay.location.get", "ebay.offer.create", "ebay.offer.list",
    "ebay.offer.publish", "ebay.order.list", "ebay.privilege.get", "ebay.program.list", "ebay.quantity.update",
    "ebay.token.refresh", "reverb.listing.create", "reverb.listing.list", "reverb.listing.publish",
    "reverb.listing.set_content", "reverb.listing.set_price", "reverb.listing.set_quantity", "reverb.order.list",
    "reverb.shop.get", "shopify.inventory.set", "shopify.listing.list", "shopify.order.list", "shopify.price.set",
    "shopify.product.create", "shopify.product.update", "shopify.shop.probe", "tiktok.inventory.update",
    "tiktok.listing.create", "tiktok.listing.list", "tiktok.listing.update", "tiktok.order.list",
    "tiktok.price.update", "tiktok.shop.list",
}
SCHEMAS = ("admin-2026-07.graphql", "admin-2026-04.graphql.gz", "admin-2026-10.graphql.gz")
OLD_SCHEMA = "admin-2025-10.graphql.gz"  # Knows no idempotency keys: our writes must fail on it.


class Verdicts:
    def __init__(self):
        self.passed, self.failed = 0, 0

    def add(self, name, faults, judged=None):
        count = "" if judged is None else f" ({judged} exchanges)"
        print(f"judges: {'FAIL' if faults else 'ok  '} {name}{count}", flush=True)
        for fault in faults[:SHOWN_MAX]:
            print(f"judges:      {fault}")
        self.failed, self.passed = self.failed + bool(faults), self.passed + (not faults)

    def objection(self, name, faults, word):
        """A judge that was given something wrong must have found fault with that, and so named it."""
        noticed = any(word in fault for fault in faults)
        self.add(f"{name} notices what is planted", [] if noticed else [f"no fault names {word}", *faults])


def work_a_day(rig):
    rig.run("init", codes=(0,))
    rig.run("doctor")
    rig.run("sync")
    rig.run("clone")
    rig.run("sync")
    rig.run("simulate", "sales", "--scenario", "all", "--seed", "5")
    # Every kind of write to an existing listing: fewer, more, none, another price, other words.
    blocked = {i["sku"] for i in rig.run("todo", "list", "--limit", "10000")["items"]}
    stocked = [p["sku"] for p in rig.run("products", "list", "--limit", "5000")["products"]
               if p["kind"] == "stocked" and p["sku"] not in blocked]
    for number, sku in enumerate(stocked[:6]):
        edit = (("--price", f"{1499 + number}", "--available", "3", "--title", "Changed on purpose"),
                ("--available", "0"), ("--description", "<p>Höfner &amp; friends ♭</p>"))[number % 3]
        rig.run("products", "set", sku, *edit)
    rig.run("sync")
    for sku in stocked[:6]:
        rig.run("products", "set", sku, "--available", "7")
    rig.run("sync")
    meddle(rig)
    rig.run("sync")
    rig.run("sync")  # What has ended is believed when it is read twice.


def meddle(rig):
    """On every sandbox: the seller ends one listing by hand, and a buyer's paid order is cancelled."""
    for platform in ("ebay", "reverb", "shopify", "tiktok"):
        channel = platform + "/sandbox"
        offers = [l for l in rig.control_call("GET", f"/listings?channel={channel}")
                  if l["status"] == "live" and l["available"] > 1]
        rig.control_call("POST", "/edit", {"channel": channel, "remote_id": offers[0]["remote_id"], "status": "ended"})
        order = rig.control_call("POST", "/orders",
                                 {"channel": channel, "remote_id": offers[1]["remote_id"], "quantity": 1})["order_id"]
        rig.run("sync")
        rig.control_call("POST", "/cancel", {"channel": channel, "order_id": order})


def reached(recording):
    seen = {json.loads(line)["operation"] for line in recording.read_text(encoding="utf-8").splitlines()}
    return [f"{operation} was never sent" for operation in sorted(EXPECTED - seen)]


def documents_of_source(rig):
    """Every document of the Shopify connector, as a recording without answers: some are sent on rare days only."""
    files = sorted((ROOT / "connectors/shopify").glob("shopify_*documents.cc"))
    source = "".join(each.read_text(encoding="utf-8") for each in files)
    texts = re.findall(r'\{"(shopify[\w.]+)", "(\w+)", R"\((.*?)\)"', source, re.DOTALL)
    file = rig.folder / "documents.jsonl"
    file.write_text("".join(json.dumps({"channel": "shopify/source", "operation": operation, "url": "/graphql.json",
                                        "request_body": json.dumps({"query": text, "operationName": name})}) + "\n"
                            for operation, name, text in texts), encoding="utf-8")
    return file


def graphql_verdict(rig, node, recording, schema=SCHEMAS[0]):
    result = subprocess.run([node, str(MODULES.parent / "graphql_judge.mjs"),
                             str(rig.contracts / "shopify/schema" / schema), str(recording)],
                            text=True, capture_output=True, timeout=120)
    if result.returncode != 0:
        return 0, [result.stderr[-2000:]]
    said = json.loads(result.stdout)
    return said["judged"], said["faults"]


def judge_the_day(rig, node, verdicts):
    recording = rig.folder / "recording.jsonl"
    for name in rigs.OPENAPI:
        judged, faults = prism.recorded_faults(recording, name)
        verdicts.add(f"{name} by Prism", faults or ([] if judged else ["nothing was sent"]), judged)
    judged, faults = graphql_verdict(rig, node, recording)
    verdicts.add("shopify by graphql-js", faults or ([] if judged else ["nothing was sent"]), judged)
    documents = documents_of_source(rig)
    for schema in SCHEMAS:
        judged, faults = graphql_verdict(rig, node, documents, schema)
        name = f"shopify, every document, by {schema.split('.')[0]}"
        verdicts.add(name, faults or ([] if judged else ["none found"]))
    faults = graphql_verdict(rig, node, documents, OLD_SCHEMA)[1]
    verdicts.objection("graphql-js, an older schema,", faults, "@idempotent")
    verdicts.add("tiktok signing rule by published examples", tiktok_rules.vector_faults(rig.contracts))
    verdicts.add("every kind of call was judged", reached(recording))
    judged = sum(j.judged for j in rig.tiktok.values())
    faults = tally([f for j in rig.tiktok.values() for f in j.faults])
    verdicts.add("tiktok by published rules and samples", faults or ([] if judged else ["nothing was sent"]), judged)


def tally(faults):
    return [f"{fault} ({faults.count(fault)} times)" for fault in dict.fromkeys(faults)]


def spoil(exchange, document):
    """Makes an answer wrong in a way that a client which ignores what it does not know would never notice."""
    if "token" in exchange.target or not isinstance(document, dict):
        return
    target = document["data"] if isinstance(document.get("data"), dict) else document
    target["planted"] = True
    if "total_pages" in document:
        document["total_pages"] = str(document["total_pages"])  # Reverb's answers are open, their types are not.


def plant_answers(rig, node, verdicts):
    for judge in rig.tiktok.values():
        judge.faults.clear()
    for post in rig.taps.values():
        post.spoil = spoil
    rig.run("sync", record="planted.jsonl")
    for post in rig.taps.values():
        post.spoil = None
    recording = rig.folder / "planted.jsonl"
    for name in rigs.OPENAPI:
        verdicts.objection(f"prism, {name} answers,", prism.recorded_faults(recording, name)[1],
                           "total_pages" if name == "reverb" else "planted")
    verdicts.objection("graphql-js, answers,", graphql_verdict(rig, node, recording)[1], "planted")
    verdicts.objection("tiktok samples, answers,", [f for j in rig.tiktok.values() for f in j.faults], "planted")


def plant_requests(rig, node, verdicts):
    wrong = {
        "ebay/sandbox": ("POST", "/sell/inventory/v1/bulk_update_price_quantity",
                         {"requests": [{"SKU": "A1", "quantity": 3}]}, "SKU"),
        "reverb/sandbox": ("PUT", "/api/listings/1", {"price": {"amount": 10, "currency": "USD"}}, "amount"),
    }
    for channel, (method, path, body, word) in wrong.items():
        headers = {"Authorization": "Bearer x", "Accept-Version": "3.0", "Content-Type": "application/json",
                   "Accept": "*/*"}
        faults = ask_prism(rig.prisms[channel].url + path, method, body, headers)
        verdicts.objection(f"prism, {channel} requests,", faults, word)
    for change, word in ((wrong_document, "nodez"), (wrong_variables, "surplus")):
        faults = graphql_verdict(rig, node, altered(rig, "shopify.listing.list", change))[1]
        verdicts.objection(f"graphql-js, {change.__name__},", faults, word)
    faults = graphql_verdict(rig, node, altered(rig, "shopify.inventory.set", without_key))[1]
    verdicts.objection("graphql-js, without_key,", faults, "@idempotent")
    channel, judge = next(iter(rig.tiktok.items()))
    query = {"app_key": judge.keys["app_key"], "timestamp": str(int(time.time())),
             "shop_cipher": judge.keys["shop_cipher"], "page_size": "10"}
    path = "/product/202502/products/search"
    for body, secret, word in ((b'{"status":"ALL"}', "another-secret", "signature"),
                               (b'{"statuss":"ALL"}', judge.keys["app_secret"], "statuss")):
        signed = {**query, "sign": tiktok_rules.sign(secret, path, query, body)}
        exchange = tap.Exchange("POST", path + "?" + urllib.parse.urlencode(signed),
                                {"content-type": "application/json", "x-tts-access-token": "x"}, body,
                                answer_body=b'{"code":0,"message":"Success","request_id":"1","data":{}}')
        verdicts.objection(f"tiktok rules, {word},", judge.judge(exchange), word)


def ask_prism(url, method, body, headers):
    request = urllib.request.Request(url, method=method, data=json.dumps(body).encode(), headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return prism.verdict(answer.status, answer.headers.items(), answer.read())
    except urllib.error.HTTPError as error:
        return prism.verdict(error.code, error.headers.items(), error.read())


def altered(rig, operation, change):
    """A recording of one Shopify call that was good, made wrong."""
    for line in (rig.folder / "recording.jsonl").read_text(encoding="utf-8").splitlines():
        exchange = json.loads(line)
        if exchange["operation"] == operation:
            request = json.loads(exchange["request_body"])
            change(request)
            exchange["request_body"] = json.dumps(request)
            break
    file = rig.folder / f"{change.__name__}.jsonl"
    file.write_text(json.dumps(exchange) + "\n", encoding="utf-8")
    return file


def wrong_document(request):
    request["query"] = request["query"].replace("nodes", "nodez", 1)


def wrong_variables(request):
    request["variables"] = {**request.get("variables", {}), "surplus": 1}


def without_key(request):
    request["query"] = re.sub(r"@idempotent\([^)]*\)", "", request["query"])


def run_clients(rig, node, verdicts):
    setting = {p: {**rig.keys(p, "sandbox"), "face": rig.faces[p + "/sandbox"]} for p in ("ebay", "shopify", "tiktok")}
    result = subprocess.run([node, str(MODULES.parent / "clients.mjs")], input=json.dumps(setting), text=True,
                            env={"PATH": "/usr/bin:/bin"}, capture_output=True, timeout=120)
    said = [json.loads(line[6:]) for line in result.stdout.splitlines() if line.startswith("JUDGE ")]
    for row in said:
        verdicts.add(f"client {row['name']}", [row["fault"]] if row["fault"] else [])
    if result.returncode != 0 or not said:
        verdicts.add("clients ran to their end", [(result.stdout + result.stderr)[-2000:]])


def judge_the_suite(rig, node, verdicts, given):
    programs = [ROOT / "build" / kind / "tests/connector_contract_test" for kind in ("dev", "quick", "release")]
    program = next((each for each in ([pathlib.Path(given)] if given else programs) if each.exists()), None)
    if program is None:
        print("judges: note connector_contract_test is not built, its traffic is not judged")
        return
    judge = suite.Suite(rig, node, MODULES, lambda file: graphql_verdict(rig, node, file)[1])
    judge.judge(verdicts, suite.record(program, rig.folder), rig.folder / "recording.jsonl")


def binaries_of(given):
    folders = [pathlib.Path(given)] if given else [ROOT / "build" / kind / "bin" for kind in ("release", "quick")]
    for folder in folders:
        if (folder / "riff").exists() and (folder / "riff-mocks").exists():
            return folder.resolve()
    raise SystemExit(f"judges: no riff and riff-mocks in {', '.join(map(str, folders))}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", help="folder of riff and riff-mocks; else build/release/bin, else build/quick/bin")
    parser.add_argument("--suite", help="connector_contract_test; else that of build/dev, then build/quick")
    parser.add_argument("--keep", action="store_true", help="keep the folder with recordings")
    options = parser.parse_args()
    contracts = os.environ.get("RIFF_CONTRACTS")
    if not contracts:
        print("judges: RIFF_CONTRACTS is not set, there are no published contracts to judge by; nothing judged")
        return 0
    subprocess.run([str(HERE / "setup")], check=True)
    for script in HERE.glob("*.mjs"):
        shutil.copy(script, MODULES.parent)  # Packages are looked for beside the script that wants them.
    node, verdicts, started = rigs.node_of(ROOT), Verdicts(), time.monotonic()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="riff-judges-"))
    rig = rigs.Rig(binaries_of(options.bin), folder, pathlib.Path(contracts), node, MODULES)
    try:
        work_a_day(rig)
        judge_the_day(rig, node, verdicts)
        plant_answers(rig, node, verdicts)
        plant_requests(rig, node, verdicts)
        run_clients(rig, node, verdicts)
        judge_the_suite(rig, node, verdicts, options.suite)
    finally:
        rig.stop()
    if verdicts.failed or options.keep:
        print(f"judges: kept {folder}")
    else:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"judges: {verdicts.passed} passed, {verdicts.failed} failed, {time.monotonic() - started:.0f} s")
    return 1 if verdicts.failed else 0


if __name__ == "__main__":
    sys.exit(main())
