"""Prism (a published OpenAPI validator) as a proxy in front of one channel: it refuses requests and answers that do not
follow the document, and so riff's own recording shows what it thought of each exchange."""
import json
import re
import subprocess
import threading

LOOSE_DOCUMENTS = (
    ("Acc", "sell_account_v1_oas3.json", "/sell/account/v1", ("/privilege", "/program/get_opted_in_programs")),
    ("Fee", "sell_feed_v1_oas3.json", "/sell/feed/v1",
     ("/inventory_task", "/inventory_task/{task_id}", "/task/{task_id}/download_result_file")),
)
TRADING_PATH = "/ws/api.dll"


def ebay_document(contracts):
    """The strict document, and of the APIs that it leaves out the calls we make: their official descriptions, with
    nothing unknown allowed in what is sent and answered. The legacy Trading API has no document: it passes unjudged."""
    folder = contracts / "ebay"
    strict = json.loads((folder / "ebay_contract_strict_oas3.json").read_text(encoding="utf-8"))
    for mark, file, base, paths in LOOSE_DOCUMENTS:
        text = (folder / file).read_text(encoding="utf-8")
        loose = json.loads(text.replace("#/components/schemas/", f"#/components/schemas/{mark}."))
        for path in paths:
            for operation in (v for v in loose["paths"][path].values() if isinstance(v, dict)):
                operation["security"] = [{"userToken": []}]
            strict["paths"][base + path] = loose["paths"][path]
        for name, schema in loose["components"]["schemas"].items():
            if schema.get("type") == "object":
                schema["additionalProperties"] = False
            strict["components"]["schemas"][f"{mark}.{name}"] = schema
    # What no document describes must still pass: a call of the Trading API is XML one way and the other.
    anything = {"content": {"text/xml": {"schema": {"type": "string"}}}}
    strict["paths"][TRADING_PATH] = {"post": {"requestBody": anything,
                                              "responses": {"default": {"description": "XML", **anything}}}}
    return strict


class Prism:
    """Ready once `wait` returns; `url` is where to send to."""

    def __init__(self, node, modules, document, upstream):
        program = modules / "@stoplight/prism-cli/dist/index.js"
        # Prism itself and not npx: ending npx would leave the server running.
        self.process = subprocess.Popen(
            [node, str(program), "proxy", str(document), upstream, "--port", "0", "--host", "127.0.0.1", "--errors"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={"PATH": "/usr/bin:/bin", "NO_COLOR": "1"})
        self.url = None

    def wait(self):
        said = []
        for line in self.process.stdout:
            said.append(line)
            if listening := re.search(r"listening on (http://127\.0\.0\.1:\d+)", line):
                self.url = listening[1]
                break
        else:
            raise SystemExit("judges: Prism did not start:\n" + "".join(said))
        threading.Thread(target=self.process.stdout.read, daemon=True).start()  # A full pipe would stop it.
        return self

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)


def verdict(status, headers, body):
    """What Prism objects to in an answer it handed on, or []."""
    headers = {name.lower(): value for name, value in headers}
    found = []
    if "sl-violations" in headers:
        found.append(headers["sl-violations"])
    if headers.get("content-type", "").startswith("application/problem+json"):
        try:
            problem = json.loads(body)
            rows = problem.get("validation") or [{"message": problem.get("detail") or problem.get("title")}]
        except ValueError:
            rows = [{"message": "a problem whose text is withheld"}]
        for row in rows:
            place = ".".join(str(part) for part in row.get("location", []))
            found.append(f"{status} {place} {row.get('message', '')}".strip())
    return found


def recorded_faults(recording, platform):
    """(exchanges judged, faults with how often) in a file of recordings, for the channels of one platform."""
    judged, faults = 0, {}
    for line in recording.read_text(encoding="utf-8").splitlines():
        exchange = json.loads(line)
        if not exchange["channel"].startswith(platform + "/"):
            continue
        judged += 1
        headers = [(h["name"], h["value"]) for h in exchange["response_headers"]]
        for found in verdict(exchange["status"], headers, exchange["response_body"]):
            text = f"{exchange['operation']}: {found}"
            faults[text] = faults.get(text, 0) + 1
        if exchange["status"] == 0:
            text = f"{exchange['operation']}: no answer: {exchange['error']}"
            faults[text] = faults.get(text, 0) + 1
    return judged, [f"{text} ({times} times)" for text, times in faults.items()]
