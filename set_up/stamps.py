"""Doing each step of set-up once, until something it was made from changes."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path


def fingerprint(files: Iterable[Path], *also: str) -> str:
    """One short text that changes when a file's name or content changes, or one of the other texts."""
    total = hashlib.sha256()
    for text in also:
        total.update(text.encode() + b"\0")
    for file in sorted(files):
        total.update(str(file).encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


@dataclass(frozen=True)
class Step:
    """A part of set-up. Its stamp lies inside what it makes, so that deleting that deletes the stamp too."""

    stamp: Path
    made_from: str
    work: Callable[[], None]

    @property
    def is_done(self) -> bool:
        return self.stamp.is_file() and self.stamp.read_text() == self.made_from

    def do(self) -> bool:
        """Do the work unless it is done. Returns whether there was anything to do."""
        if self.is_done:
            return False
        self.stamp.unlink(missing_ok=True)  # work broken off half-way is not done
        self.work()
        self.stamp.parent.mkdir(parents=True, exist_ok=True)
        self.stamp.write_text(self.made_from)
        return True
