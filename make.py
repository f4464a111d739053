"""What `make` calls. It also runs by itself, where there is no make: `python make.py demo`.

This file alone must be readable by old Pythons, so that they can be told in a sentence that they are too old.
"""

import os
import shutil
import subprocess
import sys

NEWER_PYTHONS = ["python3.14", "python3.13", "python3.12", "python3.11"]


def main() -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 - an old Python gets this far, and must hear why it goes no further
        return use_a_newer_python()
    from set_up.commands import run

    return run(sys.argv[1:])


def use_a_newer_python() -> int:
    """Many schools' computers have an old `python3` beside a newer one under its full name."""
    for name in NEWER_PYTHONS:
        found = shutil.which(name)
        if found and subprocess.call([found, "-c", ""], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
            return subprocess.call([found, os.path.abspath(__file__)] + sys.argv[1:])  # noqa: RUF005 - for old Pythons
    sys.stderr.write(
        "My Say needs Python 3.11 or newer. This is %d.%d. Install a newer Python, "  # noqa: UP031 - for old Pythons
        "or name one: make demo PYTHON=/path/to/python3.11\n" % sys.version_info[:2]
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
