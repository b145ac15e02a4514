"""Tells whether an API behaves as its documentation says.

```python
import asdocumented

contracts = asdocumented.load_contracts()
report = contracts.judge(response, zone="Asia/Kolkata")
for drift in report.drifts:
    print(drift.severity, drift.check, drift.location, drift.citation)
report.write("build/drift")
```
"""

TYPE_CHECKING = False
"""True for type checkers alone: `typing` is not imported for it at each start."""

if TYPE_CHECKING:
    from asdocumented.api import Contracts, Report, load_contracts
    from asdocumented.errors import Fault
    from asdocumented.report.model import Drift
    from asdocumented.workspace import load_gate

__version__ = "0.2.0"

__all__ = ["Contracts", "Drift", "Fault", "Report", "__version__", "load_contracts", "load_gate"]

_MODULES = {
    "Contracts": "asdocumented.api",
    "Drift": "asdocumented.report.model",
    "Fault": "asdocumented.errors",
    "Report": "asdocumented.api",
    "load_contracts": "asdocumented.api",
    "load_gate": "asdocumented.workspace",
}


if not TYPE_CHECKING:  # a type checker knows the names from above

    def __getattr__(name: str) -> object:
        """Import a public name when it is asked for: the command line starts without the engine."""
        if name not in _MODULES:
            raise AttributeError(f"module 'asdocumented' has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(_MODULES[name]), name)

    def __dir__() -> list[str]:
        return __all__
