#!/usr/bin/env python3
"""The command line, as documents: every *.golden file is a session, and must print exactly what it says.

    tests/golden/run.py --bin build/release/bin [--accept] [FILE…]

A session runs in an empty folder with an empty environment (PATH and TZ=UTC only), so nothing of the machine shows.

    @mocks --products 12 --seed 3     start riff-mocks; ./riff.toml is written for it
    @file NAME                        what follows, up to a line "@end", is written to NAME
    @control POST /edit {…}           a call to the mocks' control address; its answer is expected output
    $ riff sync                       a command; its output follows, then "! line" for standard error, "= N" exit code

What changes from run to run is replaced before comparing: times, spans, ports, the folder. Runs of blanks count as one
gap, because columns are as wide as their widest cell. --accept writes what was printed into the files.
"""
import argparse
import json
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent

REPLACED = [
    (re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z"), "<time>"),
    (re.compile(r"127\.0\.0\.1:\d+"), "<host>"),
    (re.compile(r'"duration_ms":\d+'), '"duration_ms":<ms>'),
    (re.compile(r'"first_seen":"[^"]*"'), '"first_seen":"<time>"'),
    (re.compile(r"(?<![\w.-])(\d+(\.\d+)?(ms|us|h|m|s|d))+(?![\w])"), "<span>"),
    (re.compile(r"\S*/riff-golden-\w+"), "<folder>"),
    (re.compile(r"(?<=\S) {2,}"), "  "),
    (re.compile(r"^ +(?=\d)"), ""),
]


def normal(text):
    lines = []
    for line in text.splitlines():
        for pattern, replacement in REPLACED:
            line = pattern.sub(replacement, line)
        lines.append(line.rstrip())
    return lines


class Session:
    def __init__(self, binaries, folder):
        self.binaries, self.folder, self.mocks, self.control = binaries, folder, None, None
        self.environment = {"PATH": f"{binaries}:/usr/bin:/bin", "TZ": "UTC", "USER": "golden",
                            # Which of two channels is read first decides which of two orders comes second.
                            "RIFF_CHANNELS": "one_by_one"}

    def start_mocks(self, words):
        command = [str(self.binaries / "riff-mocks"), "--listen", "127.0.0.1:0", "--write-config",
                   str(self.folder / "riff.toml"), *shlex.split(words)]
        self.mocks = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.control = json.loads(self.mocks.stdout.readline())["control"]

    def call(self, words):
        method, path, *body = words.split(" ", 2)
        request = urllib.request.Request(self.control + path, method=method,
                                         data=body[0].encode() if body else None,
                                         headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.read().decode()

    def run(self, command):
        result = subprocess.run(["bash", "-c", command], cwd=self.folder, env=self.environment, text=True,
                                capture_output=True, stdin=subprocess.DEVNULL, timeout=600)
        printed = normal(result.stdout)
        printed += ["! " + line for line in normal(result.stderr)]
        if result.returncode:
            printed.append(f"= {result.returncode}")
        return printed

    def stop(self):
        if self.mocks is not None:
            self.mocks.terminate()
            self.mocks.wait(timeout=20)


def play(path, binaries):
    """The file as it should be: its commands with what they print now."""
    lines, out, index = path.read_text(encoding="utf-8").splitlines(), [], 0
    with tempfile.TemporaryDirectory(prefix="riff-golden-") as folder:
        session = Session(binaries, pathlib.Path(folder))
        try:
            while index < len(lines):
                line = lines[index]
                index += 1
                if line.startswith("@mocks"):
                    out.append(line)
                    session.start_mocks(line[6:])
                elif line.startswith("@file "):
                    out.append(line)
                    body = []
                    while lines[index] != "@end":
                        body.append(lines[index])
                        index += 1
                    (pathlib.Path(folder) / line[6:]).write_text("\n".join(body) + "\n", encoding="utf-8")
                    out += body + ["@end"]
                    index += 1
                elif line.startswith("@control "):
                    out.append(line)
                    out += normal(session.call(line[9:]))
                elif line.startswith("$ "):
                    out.append(line)
                    out += session.run(line[2:])
                elif line.startswith("#") or (not line and (not out or not out[-1] or out[-1].startswith("#"))):
                    out.append(line)
                    continue
                else:
                    continue  # Old output.
                while index < len(lines) and not re.match(r"(\$ |@|#)", lines[index]):
                    index += 1
                out.append("")
        finally:
            session.stop()
    while out and not out[-1]:
        out.pop()
    return "\n".join(out) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--accept", action="store_true")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    files = [pathlib.Path(f).resolve() for f in options.files] or sorted(HERE.rglob("*.golden"))
    failed = 0
    for file in files:
        before = file.read_text(encoding="utf-8")
        now = play(file, pathlib.Path(options.bin).resolve())
        if now == before:
            continue
        if options.accept:
            file.write_text(now, encoding="utf-8")
            print(f"golden: wrote {file.name}")
            continue
        failed += 1
        print(f"golden: {file.name} differs:")
        import difflib
        for line in difflib.unified_diff(before.splitlines(), now.splitlines(), "expected", "printed", lineterm=""):
            print("  " + line)
    print(f"golden: {len(files) - failed} passed, {failed} failed")
    return 1 if failed or not files else 0


if __name__ == "__main__":
    sys.exit(main())
