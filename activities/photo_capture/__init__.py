"""Photos of school that the pupil takes, and what the pupil says about them."""

from .activity import PhotoCapture

ACTIVITY = PhotoCapture()
