"""The people who matter to a pupil, and how much."""

from .activity import RelationshipCircle

ACTIVITY = RelationshipCircle()
