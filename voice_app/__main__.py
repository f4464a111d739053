"""`python -m voice_app`: what the technician does. `docs/running.md` explains it."""

import sys

from voice_app.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
