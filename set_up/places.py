"""Where set-up reads and writes. Everything it writes is git-ignored."""

import os
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
ENVIRONMENT = PROJECT / ".venv"
NODE_MODULES = PROJECT / "node_modules"
BUILT = PROJECT / "voice_app" / "static" / "built"
BUILT_FONTS = PROJECT / "voice_app" / "built_fonts"
CACHE = PROJECT / ".cache"
LOG = CACHE / "set-up.log"

ON_WINDOWS = sys.platform == "win32"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if ON_WINDOWS else "bin/python")


def is_root() -> bool:
    """True where packages of the system may be installed. Windows has no such user."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
