"""The scripts, styles and fonts that set-up built: which file a name means today, and what is in it.

Built files carry a hash of their content in their names; the manifest beside them says which is which.
"""

import json
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "static" / "built"


class NotBuilt(LookupError):
    """A script, style or font is asked for that was not built."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} has not been built. Run make demo first.")


def asset(name: str) -> str:
    """The file's name in `static/built/`, such as "pupil.3F2A.js" for "pupil.js". Raises NotBuilt."""
    try:
        return _manifest()[name]
    except (FileNotFoundError, KeyError):
        raise NotBuilt(name) from None


@cache
def asset_text(name: str) -> str:
    """What is in the file, for pages that carry it inline. Raises NotBuilt."""
    try:
        return (FOLDER / asset(name)).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise NotBuilt(name) from None


@cache
def _manifest() -> dict[str, str]:
    manifest: dict[str, str] = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    return manifest
