#!/usr/bin/env python3
"""scripts/layers.py must fail when a violation is planted. Each is planted in a copy of the tree."""
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent

PLANTED = [
    ("engine/sync/shop.cc", '#include "connectors/json/json.h"', "engine/sync may not include connectors/json"),
    ("engine/plan/plan.cc", '#include "engine/port/store.h"', "engine/plan may not include engine/port"),
    ("engine/model/listing.cc", '#include "engine/store/database.h"', "engine/model may not include engine/store"),
    ("connectors/reverb/reverb_codec.cc", '#include "connectors/ebay/ebay_codec.h"',
     "connectors/reverb may not include connectors/ebay"),
    ("mocks/market.cc", '#include "connectors/reverb/reverb_codec.h"', "mocks may not include connectors/reverb"),
    ("engine/sync/shop.cc", "#include <soci/soci.h>", "<soci/soci.h> belongs in"),
    ("engine/ledger/order_rules.cc", "#include <thread>", "is pure"),
    ("engine/base/money.cc", "#include <someone/elses.h>", "a library that the table does not know"),
]


def run(tree: pathlib.Path):
    return subprocess.run([sys.executable, str(tree / "scripts/layers.py")], capture_output=True, text=True)


def main() -> int:
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        tree = pathlib.Path(folder) / "riff"
        for top in ("engine", "connectors", "mapping", "mocks", "scripts"):
            shutil.copytree(ROOT / top, tree / top)
        if run(tree).returncode != 0:
            print("layers_test: the clean tree does not pass")
            failed += 1
        for path, line, expected in PLANTED:
            file = tree / path
            before = file.read_text(encoding="utf-8")
            file.write_text(line + "\n" + before, encoding="utf-8")
            result = run(tree)
            file.write_text(before, encoding="utf-8")
            if result.returncode == 0 or expected not in result.stdout:
                print(f"layers_test: planted {line} in {path}: not caught\n{result.stdout}")
                failed += 1
    print(f"layers_test: {len(PLANTED) + 1 - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
