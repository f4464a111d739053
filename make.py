"""What `make` calls. It also runs by itself, where there is no make: `python make.py demo`.

This file alone must be readable by old Pythons, so that they can be told in a sentence that they are too old.
"""

import os
import shutil
import sys
from typing import Sequence  # noqa: UP035 - old Pythons know no other place

NEW_ENOUGH = ["python3.11", "python3.12", "python3.13", "python3.14"]


def main() -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 - an old Python gets this far, and must hear why it goes no further
        sys.stderr.write(too_old(sys.version_info[:2], [name for name in NEW_ENOUGH if shutil.which(name)]) + "\n")
        return 1
    # What Python made of our files it may keep, here and in every program that is started: where it may not, each start
    # of the demo takes twice as long. All of it lies in folders that git ignores.
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    from set_up.commands import run

    return run(sys.argv[1:])


def too_old(this: Sequence[int], others: Sequence[str]) -> str:
    """The sentence for an old Python. `others`: newer ones that this computer has under their full names."""
    what_to_do = "Use the one that is here: make demo PYTHON=" + others[0] if others else "Install a newer Python"
    return f"My Say needs Python 3.11 or newer. This is {this[0]}.{this[1]}. {what_to_do}."


if __name__ == "__main__":
    sys.exit(main())
