"""The cards: what pupils may put on the scale, topic by topic.

Each topic starts with cards that risk little, and mixes what pupils feel differently about (docs/practice.md, 7,
point 4). The first five are a whole short sitting. Names of pictures are those of `media.cards`.
"""

from __future__ import annotations

from collections.abc import Mapping

from activities.contract import Card

from .after_school import AFTER_SCHOOL
from .getting_to_school import GETTING_TO_SCHOOL
from .help_i_get import HELP_I_GET
from .lessons import LESSONS
from .people import PEOPLE
from .places import PLACES

#: By the value picked at "What shall we talk about?".
TOPICS: Mapping[str, tuple[Card, ...]] = {
    "lessons": LESSONS,
    "people": PEOPLE,
    "places": PLACES,
    "help": HELP_I_GET,
    "getting-to-school": GETTING_TO_SCHOOL,
    "after-school": AFTER_SCHOOL,
}

#: Cards of a whole short sitting.
FIRST = 5

OWN_CARDS = (1, 2, 3)
