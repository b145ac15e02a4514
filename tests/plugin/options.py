"""What the suites are started with that tests of the plugin write."""

from tests.support import CONTRACTS

OPTIONS = f"--drift-contracts {CONTRACTS} -p no:cacheprovider -p no:anyio -p no:schemathesis"
"""As the value of PYTEST_ADDOPTS; without the plugins that no suite uses it starts sooner."""
