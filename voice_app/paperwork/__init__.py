"""Makes documents out of what a pupil said: Word, PDF and text to paste. Knows no web and, here, no database."""
