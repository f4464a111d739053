"""A day I like, and a hard day."""

from .activity import GoodDayBadDay

ACTIVITY = GoodDayBadDay()
