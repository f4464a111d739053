"""How many photos there can be, and what was shown."""

from __future__ import annotations

#: A child chooses four well; more would be a collection, not a view.
NUMBERS = (1, 2, 3, 4)

#: Everything that was shown, by a photo, a picture or in words.
SHOWN = "photo:*"
