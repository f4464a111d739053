"""What a command prints for other programs."""

from __future__ import annotations

import json
import sys


def print_json(value: object) -> None:
    """Print a value as JSON."""
    # Names of pupils go out as UTF-8 whatever the terminal is set to, as JSON has to be.
    text = json.dumps(value, ensure_ascii=False, indent=2)
    sys.stdout.flush()
    sys.stdout.buffer.write(f"{text}\n".encode())
    sys.stdout.buffer.flush()
