"""`index.html`: the report for people, in one file that needs no network.

Each section of the page is one view model (`verdict.py`) and one template (`verdict.html`).
"""

from asdocumented.renderers.html.page import render

__all__ = ["render"]
