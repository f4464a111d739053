"""The browser that browser tests start."""

from functools import cache
from typing import Any

from set_up.browser import find_chromium
from set_up.places import is_root


@cache
def how_to_launch() -> dict[str, Any]:
    """What Playwright's `chromium.launch(**how_to_launch())` needs. Raises set_up.problem.Problem without a browser."""
    # Chromium refuses to put root into its sandbox; the only pages it opens here are our own.
    return {"executable_path": str(find_chromium()), "args": ["--no-sandbox"] if is_root() else []}
