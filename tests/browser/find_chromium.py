"""The browser that browser tests start."""

from functools import cache
from typing import Any

from set_up.browser import find_chromium


@cache
def how_to_launch() -> dict[str, Any]:
    """What Playwright's `chromium.launch(**how_to_launch())` needs. Raises set_up.problem.Problem without a browser."""
    # Chromium's sandbox refuses root and many containers; the only pages it opens here are our own.
    return {"executable_path": str(find_chromium()), "args": ["--no-sandbox"]}
