"""The contract suite's whole traffic, recorded, and judged afterwards: each exchange is sent again through the same
judge, whose other side gives the recorded answer. An answer that the suite spoiled on purpose is not judged, the
request that led to it is."""
import collections
import concurrent.futures
import hashlib
import http.client
import http.server
import json
import os
import pathlib
import re
import subprocess
import threading
import urllib.parse

import prism
import tap
import tiktok_rules

JUDGED_AT_ONCE = 4
HARMLESS = b'{"code":0,"message":"Success","request_id":"1","data":{}}'  # In place of a spoiled TikTok Shop answer.


def record(program, folder):
    """Runs the suite; the file of what it sent."""
    file = folder / "suite.jsonl"
    result = subprocess.run([str(program), "--gtest_brief=1"], text=True, capture_output=True, timeout=900,
                            env={**os.environ, "RIFF_RECORD": str(file)})
    if result.returncode != 0:
        raise SystemExit(f"judges: {program} failed:\n{result.stdout[-3000:]}")
    if not file.exists():
        raise SystemExit(f"judges: {program} records nothing: build it anew")
    return file


def different(file):
    """The exchanges that are not word for word an earlier one, by platform. Clocks and signatures do not count."""
    found, seen, sent = collections.defaultdict(list), set(), collections.Counter()
    with file.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            exchange = json.loads(line)
            platform = exchange["channel"].split("/")[0]
            sent[platform] += 1
            url = re.sub(r"(sign|timestamp)=[^&]*", "", exchange["url"])
            same = hashlib.sha256("\n".join([exchange["channel"], exchange["method"], url, exchange["request_body"],
                                             str(exchange["status"]), exchange["error"],
                                             without_clocks(exchange["response_body"])]).encode()).digest()
            if same not in seen:
                seen.add(same)
                found[platform].append(exchange)
    return found, sent


def without_clocks(answer):
    return re.sub(r'"request_id":"[^"]*"', "", answer)


def is_answer_judged(exchange):
    return exchange["status"] != 0 and not exchange["error"]


class Replay:
    """Stands where the marketplace stood, and gives each exchange the answer that was recorded."""

    def __init__(self):
        self.exchanges = {}
        replay = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def log_message(self, *_):
                pass

            def give(self):
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                replay.give(self)

            do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = give

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def give(self, handler):
        exchange = self.exchanges[handler.headers["X-Replay"]]
        judged = is_answer_judged(exchange)
        body = exchange["response_body"].encode() if judged else b"{}"
        handler.send_response_only(exchange["status"] if judged else 503)
        headers = exchange["response_headers"] if judged else [{"name": "Content-Type", "value": "application/json"}]
        for header in headers:
            if header["name"].lower() not in tap.HOP_HEADERS:
                handler.send_header(header["name"], header["value"])
        if exchange["status"] != 204 or not judged:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


def prism_faults(exchanges, document, node, modules):
    replay = Replay()
    server = prism.Prism(node, modules, document, replay.url)
    try:
        url = urllib.parse.urlsplit(server.wait().url)
        replay.exchanges = {str(number): exchange for number, exchange in enumerate(exchanges)}
        with concurrent.futures.ThreadPoolExecutor(JUDGED_AT_ONCE) as pool:
            found = pool.map(lambda number: asked_again(url, number, replay.exchanges[number]), replay.exchanges)
            return [fault for faults in found for fault in faults]
    finally:
        server.stop()
        replay.stop()


def asked_again(url, number, exchange):
    parts = urllib.parse.urlsplit(exchange["url"])
    connection = http.client.HTTPConnection(url.hostname, url.port, timeout=20)
    try:
        headers = {header["name"]: header["value"] for header in exchange["request_headers"]}
        connection.request(exchange["method"], parts.path + ("?" + parts.query if parts.query else ""),
                           exchange["request_body"].encode() or None, {**headers, "X-Replay": number})
        answer = connection.getresponse()
        faults = prism.verdict(answer.status, answer.getheaders(), answer.read())
    except OSError as error:
        faults = [f"Prism gives no verdict: {error}"]
    finally:
        connection.close()
    if not is_answer_judged(exchange):
        faults = [fault for fault in faults if " response" not in fault and '"response"' not in fault]
    return [f"{exchange['operation']}: {fault}" for fault in faults]


def tiktok_faults(exchanges, contracts, keys_of):
    judges, faults = {}, []
    for exchange in exchanges:
        url = urllib.parse.urlsplit(exchange["url"])
        query = dict(urllib.parse.parse_qsl(url.query))
        whose = query.get("app_key", "")
        if whose not in judges:
            judges[whose] = tiktok_rules.Judge(contracts, keys_of(whose))
        judge, stamp = judges[whose], query.get("timestamp", "0")
        judge.now = lambda: float(stamp)  # The suite has a clock of its own.
        body = exchange["response_body"].encode() if is_answer_judged(exchange) else HARMLESS
        target = url.path + ("?" + url.query if url.query else "")
        headers = {header["name"]: header["value"] for header in exchange["request_headers"]}
        again = tap.Exchange(exchange["method"], target, headers, exchange["request_body"].encode(), exchange["status"],
                             answer_body=body)
        faults += [f"{exchange['operation']}: {fault}" for fault in judge.judge(again)]
    return faults


def renamed(document, name):
    """The document with every member of that name called otherwise."""
    if isinstance(document, list):
        return [renamed(each, name) for each in document]
    if isinstance(document, dict):
        return {(key + "Planted" if key == name else key): renamed(value, name) for key, value in document.items()}
    return document


def planted(exchanges, operation, side, name):
    """A good exchange of that operation with one member renamed in its request or its answer."""
    for exchange in exchanges:
        if exchange["operation"] != operation or not 200 <= exchange["status"] < 300 or exchange["error"]:
            continue
        text = exchange[side]
        if f'"{name}"' in text:
            wrong = renamed(json.loads(text), name)
            if wrong != json.loads(text):
                return {**exchange, side: json.dumps(wrong)}
    raise SystemExit(f"judges: the suite has no {operation} with {name} in its {side}")


# Of each platform one member that is renamed in a request, and one in an answer. V&R publishes nothing to judge by.
PLANTS = {
    "ebay": (("ebay.offer.create", "request_body", "marketplaceId"), ("ebay.item.list", "response_body", "sku")),
    "reverb": (("reverb.listing.set_price", "request_body", "amount"),
               ("reverb.listing.list", "response_body", "total")),
    "shopify": (("shopify.inventory.set", "request_body", "quantities"),
                ("shopify.listing.list", "response_body", "inventoryItem")),
    "tiktok": (("tiktok.inventory.update", "request_body", "skus"),
               ("tiktok.listing.list", "response_body", "products")),
}
UNJUDGED = {
    "ebay.legacy.": "the Trading API has no OpenAPI document",
    "shopify.bulk.download": "a file, not an answer of the API",
}


class Suite:
    """What the suite sent, and who judges it. `graphql` is called with a file of recordings and answers its faults."""

    def __init__(self, rig, node, modules, graphql):
        self.rig, self.node, self.modules, self.graphql = rig, node, modules, graphql

    def faults(self, platform, exchanges):
        if platform == "tiktok":
            return tiktok_faults(exchanges, self.rig.contracts, self.tiktok_keys)
        if platform == "shopify":
            file = self.rig.folder / "suite_shopify.jsonl"
            file.write_text("".join(json.dumps(each) + "\n" for each in exchanges), encoding="utf-8")
            return self.graphql(file)
        document = {"ebay": self.rig.folder / "ebay.json",
                    "reverb": self.rig.contracts / "reverb/reverb_contract_oas3.json"}[platform]
        return prism_faults(exchanges, document, self.node, self.modules)

    def tiktok_keys(self, app_key):
        """The keys of the application that signed: the suite knocks at production with the sandbox's keys, too."""
        both = [self.rig.keys("tiktok", environment) for environment in ("production", "sandbox")]
        return next((keys for keys in both if keys["app_key"] == app_key), both[0])

    def judge(self, verdicts, recording, day):
        """`day` is the recording of a day's work, whose operations count as judged too."""
        found, sent = different(recording)
        judged_operations = {json.loads(line)["operation"] for line in day.read_text(encoding="utf-8").splitlines()}
        for platform in PLANTS:
            exchanges = [each for each in found[platform] if not why_unjudged(each["operation"])]
            judged_operations |= {each["operation"] for each in exchanges}
            answers = sum(map(is_answer_judged, exchanges))
            counts = collections.Counter(self.faults(platform, exchanges))
            faults = [f"{fault} ({times} times)" for fault, times in counts.items()]
            verdicts.add(f"{platform}, the contract suite: {sent[platform]} requests sent, {len(exchanges)} different "
                         f"ones and {answers} answers judged", faults or ([] if exchanges else ["nothing was sent"]))
            self.plant(verdicts, platform, exchanges)
        print("judges: note vr has no published contract: nobody but our own tests judges it")
        unjudged = sorted(operations_of_source() - judged_operations)
        print("judges: note operations that nobody judged: " +
              ", ".join(f"{each} ({why_unjudged(each) or 'never sent'})" for each in unjudged))

    def plant(self, verdicts, platform, exchanges):
        for operation, side, name in PLANTS[platform]:
            wrong = planted(exchanges, operation, side, name)
            words = (f"{name}Planted", name)
            faults = self.faults(platform, [wrong])
            noticed = any(word in fault for fault in faults for word in words)
            verdicts.add(f"{operation} with another name for {name} in its {side} is noticed",
                         [] if noticed else [f"nobody noticed; {faults}"])


def why_unjudged(operation):
    return next((why for start, why in UNJUDGED.items() if operation.startswith(start)), None)


def operations_of_source():
    root = pathlib.Path(__file__).resolve().parent.parent.parent / "connectors"
    text = "".join(file.read_text(encoding="utf-8") for file in root.glob("*/*.cc"))
    return set(re.findall(r'"((?:ebay|reverb|shopify|tiktok)\.\w+\.\w+)"', text)) - {"api.reverb.com", "www.reverb.com"}
