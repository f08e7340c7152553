#!/usr/bin/env python3
"""Checks the source rules that no compiler knows.

    scripts/tidy.py            exit 0 when all hold, 1 with a line for each fault

Bans (time, chance, environment, sleeping, throwing, throw-away names), sizes, headers' first line, files that no
CMakeLists.txt lists, words of nobody's glossary, and commands and to-do kinds that no golden file shows.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOPS = ("engine", "connectors", "mapping", "mocks", "tests")
LINES_MAX = 500          # Aim for 300; this is where it stops being a matter of taste.
FUNCTION_LINES_MAX = 80  # Aim for 60.
LINE_LENGTH_MAX = 120

# (pattern, where it is allowed, why it is banned elsewhere)
BANS = [
    (r"system_clock::now|steady_clock::now|\btime\(nullptr\)|clock_gettime",
     ["engine/base/system_clock.cc", "engine/base/boot_clock.cc", "tests/unit/engine/base/seams_test.cc", "tests/bench",
      "mocks/sim/program.cc"], "the time comes from Clock"),  # How long a simulation took is no simulated time.
    (r"sleep_for|sleep_until|\busleep\(|\bsleep\(", [], "nothing sleeps: wait through Waiter"),
    (r"std::rand\b|random_device|mt19937|\bsrand\(", ["engine/base/random.cc"], "chance comes from Random"),
    (r"\bgetenv\(|\bsetenv\(", ["engine/runtime/config.cc", "tests"], "the environment is read in runtime/config.cc"),
    # A simulated process dies by an exception, at the point and nowhere else.
    (r"\bthrow\b", ["connectors/json", "mocks/sim/crash_plan.cc", "tests"], "no throw of ours"),
    (r"\bcatch\s*\(", ["engine/store", "engine/net", "engine/cli/main.cc", "engine/cli/command_line.cc",
                       "engine/runtime/toml_reader.cc", "connectors/json", "mocks/riff_mocks_main.cc",
                       "mocks/sim/engine_process.cc", "mocks/sim/riff_sim_main.cc", "tests"],
     "library exceptions are caught at the edges only"),
    (r"\bassert\(", [], "use RIFF_CHECK"),
    (r"std::cout|std::cerr|\bprintf\(", ["engine/cli", "mocks/riff_mocks_main.cc", "mocks/sim/program.cc", "mocks/sim/trace.cc", "engine/base",
                                                "tests"],
     "printing belongs to the programs"),
    (r"\bDISABLED_", [], "a test that does not run is a defect"),
    (r"using namespace(?! std::chrono_literals| std::literals)", [], "names come with their namespace"),
    (r"#pragma clang diagnostic|__attribute__", ["tests"], "mend the warning"),
]
NAMES = re.compile(r"(^|_)(util|utils|common|helper|helpers|manager|handler|processor|service|misc)(_|\.|$)")
TODO = re.compile(r"\b(TODO|FIXME|XXX)\b(?!\(issue \d+\): )")
NOLINT = re.compile(r"NOLINT(?!END)(?!\w*\([\w\-, .]+\).*:)")
RAW_BEGIN = re.compile(r'(?<![A-Za-z0-9_"])R"\w*\(')
FORBIDDEN_TEXT = re.compile(r"\.\./sh" "ared|/wo" "rk/")  # In two pieces, so as not to hold what it forbids.


def code_files():
    for top in TOPS:
        for file in sorted((ROOT / top).rglob("*")):
            if file.suffix in (".h", ".cc"):
                yield file, file.relative_to(ROOT).as_posix()


def without_comments(line: str) -> str:
    line = re.sub(r'"(\\.|[^"\\])*"', '""', line)
    return line.split("//", 1)[0]


def function_lengths(lines):
    """Yields (first line, length) of every brace block that begins a function at namespace or class level."""
    start, indent = None, None
    for number, line in enumerate(lines, 1):
        if start is None:
            match = re.match(r"^( {0,2})\S.*[)>\w] *(const)? *(override)? *(noexcept)? *\{$", line)
            if match and not re.match(r"^ *(namespace|class|struct|enum|union|extern|if|for|while|switch|return)\b", line):
                start, indent = number, len(match.group(1))
        elif re.match(r"^ {%d}\}" % indent, line):
            yield start, number - start + 1
            start = None


def faults_of(path: str, text: str):
    lines = text.splitlines()
    if NAMES.search(path.rsplit("/", 1)[-1]):
        yield f"{path}: the name says nothing about what it knows"
    if path.endswith(".h") and lines and lines[0] != "#pragma once":
        yield f"{path}:1: a header begins with #pragma once"
    if len(lines) > LINES_MAX:
        yield f"{path}: {len(lines)} lines, at most {LINES_MAX}: split it by idea"
    for start, length in function_lengths(lines):
        if length > FUNCTION_LINES_MAX and not path.startswith("tests/"):
            yield f"{path}:{start}: a function of {length} lines, at most {FUNCTION_LINES_MAX}"
    raw = False
    for number, line in enumerate(lines, 1):
        if len(line) > LINE_LENGTH_MAX and "http" not in line and 'R"' not in line and not raw:
            yield f"{path}:{number}: {len(line)} characters, at most {LINE_LENGTH_MAX}"
        begins = RAW_BEGIN.search(line)
        if begins and ')"' not in line[begins.end():]:
            raw = True
        elif raw and re.search(r'\)\w*"', line):
            raw = False
        if TODO.search(line):
            yield f"{path}:{number}: TODO(issue N): … or none"
        if NOLINT.search(line):
            yield f"{path}:{number}: a NOLINT names the check and the reason"
        if FORBIDDEN_TEXT.search(line):
            yield f"{path}:{number}: a path that means nothing to anyone else"
        if raw:
            continue
        code = without_comments(line)
        for pattern, allowed, why in BANS:
            if re.search(pattern, code) and not any(path == a or path.startswith(a + "/") for a in allowed):
                yield f"{path}:{number}: {why}: {code.strip()[:80]}"


def dead_files():
    listed = ""
    for file in ROOT.rglob("CMakeLists.txt"):
        if "build" not in file.relative_to(ROOT).parts:
            listed += file.read_text(encoding="utf-8")
    for file, path in code_files():
        name = file.name
        if path.startswith("tests/") and name.endswith(".h"):
            continue
        if not re.search(r"(?<![\w])" + re.escape(name) + r"(?![\w])", listed):
            yield f"{path}: no CMakeLists.txt lists it"


def golden_coverage():
    """Every command and every to-do kind of the command line stands in at least one golden file."""
    golden = "".join(f.read_text(encoding="utf-8") for f in sorted((ROOT / "tests/golden").rglob("*.golden")))
    if not golden:
        yield "tests/golden: no golden file"
        return
    for file in sorted((ROOT / "engine/cli").glob("*.cc")):
        for name in re.findall(r'add_subcommand\("([\w\-]+)"', file.read_text(encoding="utf-8")):
            if not re.search(r"\$ riff\b[^\n]*\b" + re.escape(name) + r"\b", golden):
                yield f"tests/golden: no golden file runs the command {name}"


def main() -> int:
    faults, files = [], 0
    for file, path in code_files():
        files += 1
        faults.extend(faults_of(path, file.read_text(encoding="utf-8")))
    faults.extend(dead_files())
    faults.extend(golden_coverage())
    for fault in faults:
        print(fault)
    print(f"tidy: {files} files, {len(faults)} faults")
    return 1 if faults or files == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
