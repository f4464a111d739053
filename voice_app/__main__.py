"""`python -m voice_app`: what the technician does. `docs/running.md` explains it."""

import os
import sys
from io import TextIOWrapper

from voice_app.commands import main

if __name__ == "__main__":
    # What is made here holds children's words: for this user of the computer alone.
    os.umask(0o077)
    # A terminal may lack letters of names, and signs: what it cannot show stands there as numbers, and nothing fails.
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.exit(main(sys.argv[1:]))
