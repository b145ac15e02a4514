"""Write the JSON Schemas of outputs, maps of upgrades and NDJSON; --check tells if one is old."""

import argparse
import json
import sys
from pathlib import Path

from asdocumented.comparing.model import comparison_schema
from asdocumented.comparing.rehearsal import rehearsal_schema
from asdocumented.comparing.upgrade_files import upgrade_file_schema
from asdocumented.comparing.upgrade_output import upgrade_schema
from asdocumented.evidence.ndjson import line_schema
from asdocumented.report.model import report_schema
from asdocumented.scanning.model import scan_schema

_FOLDER = Path(__file__).parent.parent / "src/asdocumented/schemas"
FILE = _FOLDER / "drift.schema.json"
SCHEMAS = {
    FILE: report_schema,
    _FOLDER / "comparison.schema.json": comparison_schema,
    _FOLDER / "upgrade.schema.json": upgrade_schema,
    _FOLDER / "upgrade-map.schema.json": upgrade_file_schema,
    _FOLDER / "rehearsal.schema.json": rehearsal_schema,
    _FOLDER / "scan.schema.json": scan_schema,
    _FOLDER / "ndjson.schema.json": line_schema,
}
"""What makes each file."""


def main() -> int:
    """Write the files, or check them; return 1 where a check finds one out of date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, exit 1 if outdated")
    check_only, code = parser.parse_args().check, 0
    for file, make in SCHEMAS.items():
        text = json.dumps(make(), indent=2, ensure_ascii=False) + "\n"
        if not check_only:
            file.write_text(text, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != text:
            sys.stderr.write(f"{file.name} is out of date: run python scripts/report_schema.py\n")
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main())
