"""Keeps compiled templates beside compiled modules, for the next process."""

import marshal
import os
import sys
from contextlib import suppress
from hashlib import sha256
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from types import CodeType

import jinja2
from jinja2.bccache import Bucket

_FOLDER = Path(__file__).parent


class CompiledTemplates(jinja2.BytecodeCache):
    """Keeps them where Python keeps what it compiles of this folder, or nowhere where it does not.

    What was compiled before any file of the folder changed is compiled anew: filters are a part of
    what templates become.
    """

    def __init__(self) -> None:
        with os.scandir(_FOLDER) as files:
            stats = sorted((one.name, one.stat()) for one in files if "." in one.name)
        state = [(name, one.st_size, one.st_mtime_ns) for name, one in stats]
        self._start = MAGIC_NUMBER + sha256(f"{jinja2.__version__} {state}".encode()).digest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, where there is some of this state."""
        with suppress(OSError, NotImplementedError, ValueError, EOFError, TypeError):
            start, content = self._start + bucket.checksum.encode(), _path(bucket).read_bytes()
            code = marshal.loads(content[len(start) :]) if content.startswith(start) else None  # noqa: S302  # as Python does with its own
            bucket.code = code if isinstance(code, CodeType) else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template, where Python keeps compiled modules."""
        if sys.dont_write_bytecode or bucket.code is None:
            return
        with suppress(OSError, NotImplementedError):
            path = _path(bucket)
            path.parent.mkdir(parents=True, exist_ok=True)
            written = path.with_suffix(f".{os.getpid()}")
            content = marshal.dumps(bucket.code)
            written.write_bytes(self._start + bucket.checksum.encode() + content)
            written.replace(path)


def _path(bucket: Bucket) -> Path:
    """Return where the code of a template is kept; raise where Python keeps none."""
    return Path(cache_from_source(str(_FOLDER / f"{bucket.key}.py")))
