"""Pages for pupils: what the device shows from hand-over to giving the tablet back."""

from .blueprint import blueprint

__all__ = ["blueprint"]
