"""Card sort on a scale of three."""

from .activity import CardSort

ACTIVITY = CardSort()
