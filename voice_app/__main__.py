"""`python -m voice_app`: what the technician does. `docs/running.md` explains it."""

import os
import sys

from voice_app.commands import main

if __name__ == "__main__":
    # What is made here holds children's words: for this user of the computer alone.
    os.umask(0o077)
    sys.exit(main(sys.argv[1:]))
