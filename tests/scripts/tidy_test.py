#!/usr/bin/env python3
"""scripts/tidy.py must fail when a violation is planted. Each is planted in a copy of the tree."""
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent

# (file, text put at its end, what the report must say)
PLANTED = [
    ("engine/sync/shop.cc", "auto t = std::chrono::system_clock::now();", "the time comes from Clock"),
    ("engine/sync/shop.cc", "void f() { std::this_thread::sleep_for(s); }", "nothing sleeps"),
    ("engine/plan/plan.cc", "int f() { throw 1; }", "no throw of ours"),
    ("engine/cli/console.cc", 'auto p = getenv("HOME");', "runtime/config.cc"),
    ("engine/base/money.cc", "std::mt19937 chance;", "chance comes from Random"),
    ("engine/model/listing.cc", "// TO" + "DO later", "TODO(issue N)"),
    ("connectors/json/json_writer.cc", "int x; // NO" + "LINT", "names the check and the reason"),
    ("engine/base/error.cc", "// " + "x" * 130, "at most 120"),
    ("engine/base/order_utils.cc", "", "the name says nothing"),
    ("engine/base/forgotten.cc", "", "no CMakeLists.txt lists it"),
    ("engine/base/long.cc", "\n" * 600, "split it by idea"),
    ("engine/cli/console.cc", 'void f(CLI::App& a) { a.add_subcommand("unheard-of", ""); }', "no golden file runs"),
]


def run(tree: pathlib.Path):
    return subprocess.run([sys.executable, str(tree / "scripts/tidy.py")], capture_output=True, text=True)


def main() -> int:
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        tree = pathlib.Path(folder) / "riff"
        for top in ("engine", "connectors", "mapping", "mocks", "tests", "scripts"):
            shutil.copytree(ROOT / top, tree / top)
        clean = run(tree)
        if clean.returncode != 0:
            print("tidy_test: the clean tree does not pass\n" + clean.stdout)
            failed += 1
        for path, text, expected in PLANTED:
            file = tree / path
            before = file.read_text(encoding="utf-8") if file.exists() else None
            file.write_text((before or "") + text + "\n", encoding="utf-8")
            result = run(tree)
            if before is None:
                file.unlink()
            else:
                file.write_text(before, encoding="utf-8")
            if result.returncode == 0 or expected not in result.stdout:
                print(f"tidy_test: planted in {path}: not caught: {expected}\n{result.stdout}")
                failed += 1
    print(f"tidy_test: {len(PLANTED) + 1 - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
