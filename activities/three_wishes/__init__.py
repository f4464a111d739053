"""Three wishes about school."""

from .activity import ThreeWishes

ACTIVITY = ThreeWishes()
