#!/usr/bin/env python3
"""Plants bugs, one at a time, and shows that the tests catch each one.

    tests/mutants/run.py --build build/dev [--sample N] [--seed S] [--only NAME] [--list]

Each bug of bugs.toml is a text of one file replaced by another; it must stand there exactly once, so that a list that
no longer fits the source fails. The bug is planted in the work tree, the programs that should notice are built and run,
and the text is put back, whatever happens. A bug that nothing notices, or that does not compile, is a failure.
Exit codes: 0 every bug was caught, 1 not, 2 the list does not fit the source or the usage is wrong.
"""
import argparse
import os
import pathlib
import random
import subprocess
import sys
import time
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def load():
    with open(HERE / "bugs.toml", "rb") as file:
        bugs = tomllib.load(file)["bug"]
    names = [bug["name"] for bug in bugs]
    wrong = [f"two bugs are called {name}" for name in sorted(set(names)) if names.count(name) > 1]
    for bug in bugs:
        count = (ROOT / bug["file"]).read_text(encoding="utf-8").count(bug["old"])
        if count != 1:
            wrong.append(f"{bug['name']}: its text stands {count} times in {bug['file']}, not once")
    if wrong:
        sys.exit("mutants: " + "\nmutants: ".join(wrong))
    return bugs


def run(command, timeout):
    environment = dict(os.environ, ASAN_OPTIONS="detect_stack_use_after_return=0:detect_leaks=0")
    try:
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=timeout)
        return done.returncode, done.stdout + done.stderr
    except subprocess.TimeoutExpired:
        return "a time-out", ""  # A bug that makes a test hang is noticed, too.


def caught_by(bug, build):
    """The first program that notices the bug, or None; an error text when it does not compile."""
    code, output = run(["cmake", "--build", build, "--target", *bug["tests"]], 1800)
    if code:
        return None, f"does not build:\n{output[-1500:]}"
    for test in bug["tests"]:
        words = [str(ROOT / build / "tests" / test), "--gtest_brief=1"]
        code, output = run(words + ([f"--gtest_filter={bug['filter']}"] if "filter" in bug else []), 600)
        if code:
            failed = [line for line in output.splitlines() if line.startswith("[  FAILED  ]") and "." in line]
            return f"{test}: {failed[0][12:].strip() if failed else code}", None
    return None, "nothing noticed it"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default="build/dev", help="a configured build folder (default build/dev)")
    parser.add_argument("--sample", type=int, help="only so many of them, drawn by the seed")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**31))
    parser.add_argument("--only", help="only this one")
    parser.add_argument("--list", action="store_true", help="show them and plant none")
    options = parser.parse_args()
    bugs = load()
    if options.only:
        bugs = [bug for bug in bugs if bug["name"] == options.only]
    if options.list:
        for bug in bugs:
            print(f"{bug['name']}: {bug['why']}")
        return 0
    if not bugs or not (ROOT / options.build / "build.ninja").exists():
        print(f"mutants: no such bug, or {options.build} is not configured (scripts/build dev)", file=sys.stderr)
        return 2
    if options.sample is not None:
        print(f"mutants: seed {options.seed}")
        bugs = random.Random(options.seed).sample(bugs, min(options.sample, len(bugs)))
    missed = []
    for bug in bugs:
        path, began = ROOT / bug["file"], time.monotonic()
        text = path.read_text(encoding="utf-8")
        try:
            path.write_text(text.replace(bug["old"], bug["new"]), encoding="utf-8")
            caught, failure = caught_by(bug, options.build)
        finally:
            path.write_text(text, encoding="utf-8")
        print(f"mutants: {bug['name']}: {'caught by ' + caught if caught else 'MISSED: ' + failure}"
              f" ({time.monotonic() - began:.0f} s)", flush=True)
        if not caught:
            missed.append(bug["name"])
    targets = sorted({test for bug in bugs for test in bug["tests"]})
    code, output = run(["cmake", "--build", options.build, "--target", *targets], 1800)  # Leaves no bug in the build.
    if code:
        print(f"mutants: the mended tree does not build:\n{output[-1500:]}", file=sys.stderr)
        return 1
    print(f"mutants: {len(bugs) - len(missed)} of {len(bugs)} caught"
          + (f"; missed: {', '.join(missed)}" if missed else ""))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
