#!/usr/bin/env python3
"""Checks who includes whom against the table of docs/architecture.md.

    scripts/layers.py            exit 0 when every include goes downward, 1 with a line for each that does not

Quoted includes are held against ALLOWED (a folder may always include itself), angle includes against THIRD_PARTY: the
headers of a library may be included only by the files named there.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

BASE = ["engine/base"]
MODEL = BASE + ["engine/model"]
PORT = MODEL + ["engine/rollout", "engine/port"]
PLAN = MODEL + ["engine/rollout", "engine/ledger", "engine/plan"]
CONNECTOR = PORT + ["connectors/http", "connectors/json", "connectors/xml", "connectors/table", "mapping",
                    "mapping/fields"]
CONNECTORS = [f"connectors/{p}" for p in ("ebay", "reverb", "shopify", "tiktok", "vr")]
RUNTIME = PLAN + CONNECTOR + CONNECTORS + ["engine/sync", "engine/store", "engine/net", "engine/runtime"]

ALLOWED = {
    "engine/base": [],
    "engine/model": BASE,
    "engine/ledger": MODEL,
    "engine/rollout": MODEL,
    "engine/plan": PLAN,
    "mapping": MODEL,
    "mapping/fields": MODEL,
    "engine/port": PORT,
    "engine/sync": PLAN + ["engine/port", "mapping", "mapping/fields"],
    "engine/store": MODEL + ["engine/port"],
    "engine/net": BASE,
    "connectors/json": BASE,
    "connectors/xml": BASE,
    "connectors/table": BASE,
    "connectors/http": BASE + ["connectors/json"],  # OAuth answers are JSON.
    **{folder: CONNECTOR for folder in CONNECTORS},
    "engine/runtime": RUNTIME,
    "engine/serve": RUNTIME,
    "engine/cli": RUNTIME + ["engine/serve"],
    # A mock shares no codec with a connector, only the leaf libraries that know no platform.
    "mocks": PORT + ["engine/net", "connectors/json", "connectors/table", "connectors/http", "connectors/xml", "mapping"],
    # The simulated shop: whole engines and all mocks in one thread. It speaks to a connector only through the runtime.
    "mocks/sim": PLAN + ["engine/port", "engine/net", "connectors/json", "connectors/http", "engine/sync", "engine/store",
                         "engine/runtime", "mocks"],
}

# Library header → where it may be included (a folder, or one file). Everything else from outside is refused.
THIRD_PARTY = [
    (r"tl/expected\.hpp|fmt/.*", ["engine", "connectors", "mapping", "mocks"]),
    (r"spdlog/.*", ["engine/base/log.cc"]),
    (r"openssl/.*", ["engine/base/digest.cc", "engine/base/ecdsa_signing.cc"]),
    (r"soci/.*", ["engine/store"]),
    (r"curl/.*", ["connectors/http"]),
    (r"rapidjson/.*", ["connectors/json"]),
    (r"pugixml\.hpp", ["connectors/xml", "connectors/table"]),
    (r"zip\.h", ["connectors/table"]),
    (r"utf8proc\.h", ["mapping", "engine/store/case_fold.cc"]),
    (r"boost/.*", ["engine/net", "engine/runtime"]),
    (r"toml\+\+/.*", ["engine/runtime"]),
    (r"CLI/.*", ["engine/cli", "mocks/riff_mocks_main.cc", "mocks/sim/riff_sim_main.cc"]),
]
# POSIX headers belong to the edges.
POSIX = re.compile(r"(sys/.*|unistd\.h|fcntl\.h|netinet/.*|arpa/.*|poll\.h|csignal|signal\.h|dirent\.h)")
POSIX_ALLOWED = ["engine/base/check.cc", "engine/base/random.cc", "engine/net", "engine/runtime", "engine/cli",
                 "engine/store", "connectors/http/curl_transport.cc", "connectors/vr", "mocks"]
PURE = ["engine/model", "engine/ledger", "engine/rollout", "engine/plan", "mapping", "mapping/fields"]
IMPURE = re.compile(r"(thread|mutex|condition_variable|atomic|fstream|iostream|filesystem|random|cstdio)$")

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def folder_of(path: str):
    best = None
    for folder in ALLOWED:
        if path.startswith(folder + "/") and (best is None or len(folder) > len(best)):
            best = folder
    return best


def within(path: str, places) -> bool:
    return any(path == place or path.startswith(place + "/") for place in places)


def faults_of(path: str, folder: str, text: str):
    for number, line in enumerate(text.splitlines(), 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        quoted, name = match.group(1) == '"', match.group(2)
        if quoted:
            target = folder_of(name)
            if target is None:
                yield f"{path}:{number}: \"{name}\" is in no folder of the table"
            elif target != folder and target not in ALLOWED[folder]:
                yield f"{path}:{number}: {folder} may not include {target} (\"{name}\")"
            continue
        for pattern, places in THIRD_PARTY:
            if re.fullmatch(pattern, name) and not within(path, places):
                yield f"{path}:{number}: <{name}> belongs in {', '.join(places)}"
                break
        else:
            known = any(re.fullmatch(pattern, name) for pattern, _ in THIRD_PARTY)
            if "/" in name and not known and not POSIX.fullmatch(name):
                yield f"{path}:{number}: <{name}> is of a library that the table does not know"
        if POSIX.fullmatch(name) and not within(path, POSIX_ALLOWED):
            yield f"{path}:{number}: <{name}> belongs to the edges"
        if folder in PURE and IMPURE.fullmatch(name):
            yield f"{path}:{number}: {folder} is pure: no <{name}> there"


def main() -> int:
    faults, files = [], 0
    for top in ("engine", "connectors", "mapping", "mocks"):
        for file in sorted((ROOT / top).rglob("*")):
            if file.suffix not in (".h", ".cc"):
                continue
            path = file.relative_to(ROOT).as_posix()
            folder = folder_of(path)
            files += 1
            if folder is None:
                faults.append(f"{path}: is in no folder of the table")
            else:
                faults.extend(faults_of(path, folder, file.read_text(encoding="utf-8")))
    for fault in faults:
        print(fault)
    print(f"layers: {files} files, {len(faults)} faults")
    return 1 if faults or files == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
