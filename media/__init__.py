"""Pictures, drawings and recordings: taken in safely, kept, read back. Knows no pupil."""
