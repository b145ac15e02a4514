"""Tell whether the built wheel holds every contract, schema and template, and nothing else."""

import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def expected() -> set[str]:
    """Return the paths that the wheel must hold beside its metadata."""
    package = ROOT / "src" / "asdocumented"
    code = {
        path.relative_to(ROOT / "src").as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    contracts = {
        "asdocumented/bundled/" + path.relative_to(ROOT / "contracts").as_posix()
        for path in (ROOT / "contracts").rglob("*")
        if path.is_file()
    }
    return code | contracts


def main(folder: Path) -> int:
    """Compare the one wheel in a folder with what it must hold; return 1 at a difference."""
    (wheel,) = folder.glob("*.whl")
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    for missing in sorted(expected() - held):
        sys.stderr.write(f"{wheel.name} lacks {missing}\n")
    for surplus in sorted(held - expected()):
        sys.stderr.write(f"{wheel.name} holds {surplus}, which it should not\n")
    return 0 if held == expected() else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
