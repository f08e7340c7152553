"""TikTok Shop publishes no OpenAPI document. What it publishes is a signing rule with worked examples, a list of calls
and sample bodies; this judges one exchange by them."""
import hashlib
import hmac
import json
import pathlib
import re
import threading
import time
import urllib.parse

UNSIGNED = {"sign", "access_token"}
COMMON_QUERY = {"app_key", "timestamp", "sign", "shop_cipher"}
CLOCK_BEHIND_MAX, CLOCK_AHEAD_MAX = 300, 30  # Seconds the platform allows a timestamp.


def sign(secret, path, query, body):
    """`query` holds decoded values; `body` is None where it is not signed (multipart)."""
    text = path + "".join(k + query[k] for k in sorted(query) if k not in UNSIGNED)
    return hmac.new(secret.encode(), secret.encode() + text.encode() + (body or b"") + secret.encode(),
                    hashlib.sha256).hexdigest()


def vector_faults(contracts):
    """Faults of `sign` itself, against the published worked examples and their corrupted twins."""
    book, faults = json.loads((contracts / "tiktok/signature_vectors.json").read_text()), []

    def signature(row):
        multipart = row.get("content_type", "").startswith("multipart/")
        body = None if multipart or row["body"] is None else row["body"].encode()
        return sign(row["app_secret"], row["path"], row["query"], body)

    faults += [f"vector {v['id']} is not reproduced" for v in book["vectors"] if signature(v) != v["sign"]]
    faults += [f"twin passes: {v['why']}" for v in book["refused"] if signature(v) == v["sign"]]
    return faults if book["vectors"] and book["refused"] else ["no vectors"]


class Shape:
    """The members and types seen in samples, merged. An empty sample says nothing about what it may hold. A member that
    no sample of this call has, but samples of other calls do (`audit` came to all calls that show a product, and
    the samples are of different ages), is judged by `book`: name → shape of what any sample has under that name."""

    def __init__(self, book):
        self.book, self.types, self.members, self.element, self.open = book, set(), {}, None, False

    def learn(self, sample):
        self.types.add(kind(sample))
        if isinstance(sample, dict):
            self.open |= not sample
            for key, value in sample.items():
                self.members.setdefault(key, Shape(self.book)).learn(value)
        elif isinstance(sample, list):
            for value in sample:
                self.element = self.element or Shape(self.book)
                self.element.learn(value)

    def faults(self, value, where):
        if "null" in self.types or value is None:
            return []
        if kind(value) not in self.types:
            return [f"{where} is {kind(value)}, published samples have {' or '.join(sorted(self.types))}"]
        found = []
        if isinstance(value, dict) and self.members:
            for key, member in value.items():
                if known := self.members.get(key) or self.book.get(key):
                    found += known.faults(member, f"{where}.{key}")
                elif not self.open:
                    found.append(f"{where}.{key} is in no published sample")
        if isinstance(value, list) and self.element:
            for member in value:
                found += self.element.faults(member, f"{where}[]")
        return found


def kind(value):
    if value is None:
        return "null"
    return {bool: "boolean", int: "integer", float: "number", str: "text", list: "list", dict: "object"}[type(value)]


def book_of(fixtures):
    """Every member name of every sample body, with what it may hold."""
    book = {}

    def learn(sample):
        for value in sample if isinstance(sample, list) else sample.values() if isinstance(sample, dict) else []:
            learn(value)
        if isinstance(sample, dict):
            for key, value in sample.items():
                book.setdefault(key, Shape(book)).learn(value)

    for file in sorted(fixtures.glob("*.re*.json")):
        learn(json.loads(file.read_text()))
    return book


class Call:
    """One row of the list of calls, with the shape its answers have."""

    def __init__(self, row, fixtures, book):
        self.name, self.method, self.cipher = row["id"], row["method"], row["shop_cipher"]
        url = urllib.parse.urlsplit(row["path"])
        self.signed = not url.netloc
        self.path = re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(url.path)) + "$")
        self.query = {re.match(r"\w+", rule)[0]: rule for rule in row["query"]}
        self.body = None if row["body"] is None else list(row["body"])
        self.open_body = self.body is not None and any(
            r.startswith(("any ", "whole ", "multipart")) for r in self.body)
        self.answer = Shape(book)
        if row["response"]:
            stem = re.sub(r"_2\d{5}$", "", row["response"])
            files = [f for f in fixtures.glob("*.response.json") if re.match(rf"{stem}(_2\d{{5}})?\.", f.name)]
            for file in files:
                self.answer.learn(json.loads(file.read_text()))


def rule_faults(value, rule, where):
    """What the words behind a name in the list of calls demand: `1..100`, `<=20`, `ASC|DESC`, `(string)`."""
    if span := re.search(r" (\d+)\.\.(\d+)", rule):
        if not str(value).isdigit() or not int(span[1]) <= int(value) <= int(span[2]):
            return [f"{where} is {value}, allowed are {span[1]} to {span[2]}"]
    if most := re.search(r"<=(\d+)", rule):
        count = len(value if isinstance(value, list) else str(value).split(","))
        if count > int(most[1]):
            return [f"{where} has {count} entries, at most {most[1]} are allowed"]
    if words := re.search(r"[ =]([A-Za-z_]+(\|[A-Za-z_]+)+)", rule):
        if value not in words[1].split("|"):
            return [f"{where} is {value!r}, allowed are {words[1]}"]
    if fixed := re.search(r"=(\w+)$", rule):
        if "<=" not in rule and value != fixed[1]:
            return [f"{where} is {value!r}, must be {fixed[1]}"]
    if rule.endswith("(string)") and not isinstance(value, str):
        return [f"{where} must be a text"]
    return []


def body_faults(value, rules, where=""):
    """`rules` are texts such as `skus[].inventory[].quantity 0..99999`, already cut to start at this level."""
    if not isinstance(value, dict):
        return [f"{where or 'body'} must be an object"]
    named = {}
    for rule in rules:
        head, dot, rest = rule.partition(".") if re.match(r"\w+(\[\])?\.\w", rule) else (rule, "", "")
        named.setdefault(re.match(r"\w+", head)[0], []).append((head, rest if dot else None))
    faults = []
    for key, member in value.items():
        place = f"{where}.{key}" if where else key
        if key not in named:
            faults.append(f"{place} is not a field of this call")
            continue
        deeper = [rest for _, rest in named[key] if rest is not None]
        if deeper:
            for part in member if isinstance(member, list) else [member]:
                faults += body_faults(part, deeper, place) if deeper != ["uri"] else []
        else:
            faults += rule_faults(member, named[key][0][0], place)
    return faults


class Judge:
    """Judges exchanges of one channel. Use as a tap's `on_exchange`; `faults` grows, `judged` counts. `now` tells the
    time by which timestamps are judged."""

    def __init__(self, contracts, keys):
        folder = pathlib.Path(contracts) / "tiktok"
        rows = json.loads((folder / "endpoints.json").read_text())["endpoints"]
        book = book_of(folder / "fixtures")
        self.calls = [Call(row, folder / "fixtures", book) for row in rows]
        codes = json.loads((folder / "error_codes.json").read_text())
        self.codes = {int(c) for c in re.findall(r'"code": ?(\d+)', json.dumps(codes))}
        self.keys, self.faults, self.judged, self.lock = keys, [], 0, threading.Lock()
        self.now = time.time

    def __call__(self, exchange):
        found = self.judge(exchange)
        with self.lock:
            self.judged += 1
            place = re.sub(r"/\d{7,}", "/…", f"{exchange.method} {exchange.target.split('?')[0]}")
            self.faults += [f"{place}: {fault}" for fault in found]

    def judge(self, exchange):
        url = urllib.parse.urlsplit(exchange.target)
        call = next((c for c in self.calls if c.method == exchange.method and c.path.match(url.path)), None)
        if call is None:
            return ["no such call is published"]
        pairs = urllib.parse.parse_qsl(url.query, keep_blank_values=True, strict_parsing=bool(url.query))
        query = dict(pairs)
        faults = [] if len(query) == len(pairs) else ["a query key is given twice"]
        faults += self.query_faults(call, query)
        if call.signed:
            faults += self.signature_faults(call, url.path, query, exchange)
        faults += self.request_body_faults(call, exchange)
        return faults + self.answer_faults(call, exchange)

    def query_faults(self, call, query):
        faults = []
        for key, value in query.items():
            if key in call.query:
                faults += rule_faults(value, call.query[key], key)
            elif not call.signed or key not in COMMON_QUERY:
                faults.append(f"query key {key} is not of this call")
        if query.get("app_key") != self.keys["app_key"]:
            faults.append("app_key is not the application's")
        if not call.signed:
            return faults + [f"{k} is missing" for k in call.query if k not in query]
        if call.cipher != ("shop_cipher" in query):
            faults.append("shop_cipher is " + ("missing" if call.cipher else "given where the call takes none"))
        return faults

    def signature_faults(self, call, path, query, exchange):
        faults, content = [], exchange.header("content-type")
        multipart = content.startswith("multipart/form-data")
        signed_body = None if multipart else exchange.request_body
        if query.get("sign") != sign(self.keys["app_secret"], path, query, signed_body):
            faults.append("the signature is wrong")
        stamp, now = query.get("timestamp", ""), self.now()
        if not re.fullmatch(r"\d{10}", stamp) or not -CLOCK_BEHIND_MAX <= int(stamp) - now <= CLOCK_AHEAD_MAX:
            faults.append(f"timestamp {stamp!r} is outside the window")
        if not exchange.header("x-tts-access-token"):
            faults.append("x-tts-access-token is missing")
        if exchange.request_body and not multipart and not content.startswith("application/json"):
            faults.append(f"content-type is {content!r}")
        return faults

    @staticmethod
    def request_body_faults(call, exchange):
        if call.body is None:
            return ["a body where the call takes none"] if exchange.request_body else []
        if call.open_body or not exchange.request_body:
            return []
        try:
            return body_faults(json.loads(exchange.request_body), call.body)
        except ValueError:
            return ["the body is not JSON"]

    def answer_faults(self, call, exchange):
        try:
            answer = json.loads(exchange.answer_body)
        except ValueError:
            return ["the answer is not JSON"]
        types = {"code": int, "message": str, "request_id": str}
        faults = [f"answer.{k} is not {t.__name__}" for k, t in types.items() if type(answer.get(k)) is not t]
        if answer.get("code") == 0:
            return faults + call.answer.faults(answer, "answer")
        if answer.get("code") not in self.codes:
            faults.append(f"answer.code {answer.get('code')} is not a published code")
        return faults
