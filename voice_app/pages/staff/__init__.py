"""Pages for staff: signing in, pupils, reviews, handing over, paperwork."""

from .blueprint import blueprint

__all__ = ["blueprint"]
