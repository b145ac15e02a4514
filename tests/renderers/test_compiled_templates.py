import sys
from pathlib import Path

import jinja2
import pytest

from asdocumented.renderers.html.compiled import CompiledTemplates


def rendered(text: str, compiled: CompiledTemplates) -> str:
    """Return a template as a new process renders it."""
    templates = jinja2.DictLoader({"page.html": text})
    environment = jinja2.Environment(loader=templates, autoescape=True, bytecode_cache=compiled)
    return environment.get_template("page.html").render(name="coupons")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let Python keep what it compiles in a folder."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


def compiled_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_template_is_compiled_by_one_process_for_the_next(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its code is kept where compiled modules are, and taken from there."""
    assert rendered("{{ name }}!", CompiledTemplates()) == "coupons!"
    assert len(compiled_files(kept)) == 1
    monkeypatch.setattr(jinja2.Environment, "compile", lambda *_: pytest.fail("it is compiled"))
    assert rendered("{{ name }}!", CompiledTemplates()) == "coupons!"


def test_a_template_that_changed_is_compiled_anew(kept: Path) -> None:
    """Code belongs to one text of a template."""
    rendered("{{ name }}!", CompiledTemplates())
    assert rendered("{{ name }}?", CompiledTemplates()) == "coupons?"
    assert len(compiled_files(kept)) == 1


@pytest.mark.parametrize("left", [0, 20, 100, 200])
def test_code_that_is_damaged_is_compiled_anew(kept: Path, left: int) -> None:
    """A file that was not written to its end is as good as none."""
    rendered("{{ name }}!", CompiledTemplates())
    (path,) = compiled_files(kept)
    path.write_bytes(path.read_bytes()[:left])
    assert rendered("{{ name }}!", CompiledTemplates()) == "coupons!"


def test_nothing_is_kept_where_python_keeps_nothing(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`PYTHONDONTWRITEBYTECODE` and a folder that cannot be written hold for templates, too."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered("{{ name }}!", CompiledTemplates()) == "coupons!"
    assert compiled_files(kept) == []
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    file = kept / "file"
    file.write_bytes(b"")
    monkeypatch.setattr(sys, "pycache_prefix", str(file))
    assert rendered("{{ name }}!", CompiledTemplates()) == "coupons!"
