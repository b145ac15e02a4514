"""The sandbox: a server on loopback that behaves as the pages document.

It is written from the pages alone. Nothing here reads a contract, so that the two can disagree.
"""

DEFAULT_CLUSTER = "eu"
"""The cluster that the server stands for unless it is told another one."""
