"""Write the JSON Schema of drift.json, or tell with --check whether it is up to date."""

import argparse
import json
import sys
from pathlib import Path

from asdocumented.report.model import report_schema

FILE = Path(__file__).parent.parent / "src/asdocumented/schemas/drift.schema.json"


def main() -> int:
    """Write the file, or check it; return 1 where a check finds it out of date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, exit 1 if outdated")
    text = json.dumps(report_schema(), indent=2, ensure_ascii=False) + "\n"
    if parser.parse_args().check:
        if FILE.read_text(encoding="utf-8") != text:
            sys.stderr.write(f"{FILE.name} is out of date: run python scripts/report_schema.py\n")
            return 1
        return 0
    FILE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
