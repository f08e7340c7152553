"""riff and riff-mocks with the judges between them: eBay and Reverb behind Prism, and all but V&R (which has no
published contract) behind a tap."""
import json
import re
import subprocess
import tomllib
import urllib.request

import prism
import tap
import tiktok_rules

OPENAPI = ("ebay", "reverb")  # The platforms that an OpenAPI document describes.
ENVIRONMENTS = ("production", "sandbox")


class Rig:
    def __init__(self, binaries, folder, contracts, node, modules):
        self.riff, self.folder, self.contracts = str(binaries / "riff"), folder, contracts
        self.stoppable, self.taps, self.prisms, self.tiktok = [], {}, {}, {}
        self.mocks = subprocess.Popen(
            [str(binaries / "riff-mocks"), "--listen", "127.0.0.1:0", "--products", "56", "--seed", "5",
             "--write-config", str(folder / "riff.toml")],
            stdout=subprocess.PIPE, stderr=open(folder / "mocks.log", "w"), text=True)
        started = json.loads(self.mocks.stdout.readline())
        self.control, self.faces = started["control"], started["channels"]
        try:
            self.place_judges(node, modules)
        except BaseException:
            self.stop()
            raise

    def place_judges(self, node, modules):
        text = (self.folder / "riff.toml").read_text(encoding="utf-8")
        self.settings = tomllib.loads(text)["platforms"]
        documents = {"ebay": self.folder / "ebay.json", "reverb": self.contracts / "reverb/reverb_contract_oas3.json"}
        documents["ebay"].write_text(json.dumps(prism.ebay_document(self.contracts)), encoding="utf-8")
        for channel, face in self.faces.items():
            platform, environment = channel.split("/")
            if platform == "vr":
                continue
            if platform == "tiktok":
                self.tiktok[channel] = tiktok_rules.Judge(self.contracts, self.keys(platform, environment))
            self.taps[channel] = tap.Tap(face, self.tiktok.get(channel))
            self.stoppable.append(self.taps[channel])
            if platform in OPENAPI:
                server = prism.Prism(node, modules, documents[platform], self.taps[channel].url)
                self.prisms[channel] = server
                self.stoppable.append(server)
        for channel, post in self.taps.items():
            post.shown_as = self.prisms[channel].wait().url if channel in self.prisms else post.url
            text = re.sub(re.escape(self.faces[channel]) + r"(?!\d)", post.shown_as, text)
        (self.folder / "riff.toml").write_text(text, encoding="utf-8")

    def keys(self, platform, environment):
        """What a client of this channel is configured with, secrets resolved."""
        table = self.settings[platform][environment]
        read = lambda v: (self.folder / v[5:]).read_text().strip() if str(v).startswith("file:") else v
        return {name: read(value) for name, value in table.items()}

    def run(self, *words, record="recording.jsonl", codes=(0, 1)):
        environment = {"PATH": "/usr/bin:/bin", "TZ": "UTC", "USER": "judges",
                       "RIFF_RECORD": str(self.folder / record)}
        result = subprocess.run([self.riff, "--config", str(self.folder / "riff.toml"), *words, "--json"], text=True,
                                cwd=self.folder, env=environment, capture_output=True, timeout=170)
        if result.returncode not in codes:
            raise SystemExit(f"judges: riff {' '.join(words)}: exit code {result.returncode}: "
                             f"{result.stdout[-500:]}{result.stderr[-2000:]}")
        return json.loads(result.stdout)

    def control_call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(self.control + path, method=method, headers=headers, data=data)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def stop(self):
        for each in self.stoppable:
            each.stop()
        self.mocks.terminate()
        self.mocks.wait(timeout=20)


def node_of(root):
    """A Node.js of version 20 or newer: the machine's, or the one that `setup` installed."""
    own = root / "build/node/node_modules/node/bin/node"
    for candidate in (str(own), "node"):
        try:
            said = subprocess.run([candidate, "--version"], text=True, capture_output=True).stdout
        except OSError:
            continue
        if said.startswith("v") and int(said[1:].split(".")[0]) >= 20:
            return candidate
    raise SystemExit("judges: no Node.js of version 20 or newer")
