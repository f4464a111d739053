"""What a command cannot do, in one sentence for whoever typed it."""

from __future__ import annotations


class Problem(Exception):
    """Ends the command with exit code 1; the message says what is wrong and what to do next."""
