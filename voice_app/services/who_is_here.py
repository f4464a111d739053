"""What those in the room are to the pupil, and what a pupil may call them: what is about them waits for another day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from activities import all_activities
from activities.contract import contains_words
from activities.contract.names import EVERYDAY, words_of
from voice_app.model import Present

#: A helper for the day stands where a helper or another teacher usually does.
HELPERS_ARE = frozenset({"teaching-assistant", "supply-teacher"})

#: What people are called who were only named: a first guess that keeps a card for another day, and no more.
CALLED = {
    "mum": ("mum", "mummy", "mam", "mom", "mother", "ammi", "mama"),
    "dad": ("dad", "daddy", "father", "abbu", "papa", "baba"),
    "carer": ("carer", "foster carer", "nan", "nana", "gran", "grandma", "grandad", "auntie", "aunt", "uncle"),
    "teacher": ("teacher",),
    "teaching-assistant": ("ta", "lsa", "helper", "teaching assistant"),
    "supply-teacher": ("supply teacher", "supply"),
    "sendco": ("sendco", "senco"),
    "speech-therapist": ("speech therapist", "therapist", "salt", "slt"),
    "head-teacher": ("head teacher", "headteacher", "head"),
    "dinner-staff": ("dinner lady", "midday supervisor"),
    "escort": ("driver", "escort"),
}


def roles_of(one: Present) -> frozenset[str]:
    """What somebody in the room is to the pupil, as cards name it: known, or told by what they are called."""
    if one.role == "helper":
        return HELPERS_ARE
    if one.stands_for and one.role != "other":
        return frozenset({one.stands_for, *_called(one.name if one.role == "family" else "")})
    return _called(one.name)


#: What stands before a name, and which of them a pupil may say in its place.
_WOMEN = ("miss", "mrs", "ms")
_TITLES = {"mr": ("mr",), **dict.fromkeys(_WOMEN, _WOMEN)}
_ALL_TITLES = ("mr", *_WOMEN, "mx", "dr", "sir")
_INITIAL = re.compile("[a-z]")
#: Surnames that are words which children use: alone they name nobody ("the hall is loud").
_WORDS_AND_SURNAMES = frozenset(
    {
        *("ball", "barber", "barker", "barn", "bell", "best", "bird", "bishop", "black", "bond", "bowl", "boys"),
        *("bridge", "bridges", "bright", "brown", "bull", "bush", "butcher", "butler", "case", "cash", "church"),
        *("cook", "court", "cross", "dance", "day", "days", "dear", "down", "farmer", "field", "fields", "fish"),
        *("fisher", "flowers", "ford", "fox", "friend", "frost", "gardener", "gates", "glass", "gold", "golden"),
        *("good", "gray", "green", "grey", "hall", "hand", "hands", "hard", "head", "hill", "hills", "house", "hunt"),
        *("jolly", "judge", "key", "keys", "knight", "lake", "lamb", "land", "lane", "law", "little", "long", "lord"),
        *("love", "low", "man", "marsh", "mills", "mole", "money", "moody", "moon", "moss", "new", "north", "nurse"),
        *("oak", "old", "orange", "park", "parks", "peacock", "penny", "pepper", "pink", "place", "plant", "pool"),
        *("potter", "power", "price", "purple", "queen", "quick", "rice", "ring", "rock", "room", "rush", "salt"),
        *("savage", "sharp", "shepherd", "shore", "short", "singer", "small", "snow", "south", "speed", "spring"),
        *("stone", "street", "strong", "sugar", "swan", "sweet", "swift", "thorn", "tree", "walker", "wall", "walls"),
        *("ward", "water", "waters", "weeks", "wells", "west", "wheeler", "white", "wild", "will", "winter", "wise"),
        *("wolf", "wood", "woods", "work", "worth", "yard", "young"),
    }
)
#: Whom a pupil calls by what they are. The words for others, such as "head" and "helper", mean other things too.
_CALLED_BY_ROLE = ("mum", "dad")


def names_of(present: Iterable[Present]) -> tuple[str, ...]:
    """What those in the room may be called in a pupil's own words: "begum" (also heard in "Miss Begum"), "mum".

    First name and surname count alone, unless they are everyday words: a Mr Hall is named by "Mr Hall", not by "the
    hall". Each name as short as it is heard: the list goes to the tablet.
    """
    named: dict[str, None] = {}
    for one in present:
        roles = roles_of(one)
        named |= dict.fromkeys(_spoken(one.name.lower()))
        named |= dict.fromkeys(word for role in _CALLED_BY_ROLE if role in roles for word in CALLED[role])
    return tuple(form for name in named if name.strip() for form in (name, f"{name}'s"))


def _spoken(name: str) -> list[str]:
    words = [word.strip(".,") for word in name.split()]
    titles = [word for word in words if word in _ALL_TITLES]
    names = [word for word in words if word not in {*titles, "and"} and not _INITIAL.fullmatch(word)]
    if not names or _called(name):
        return [name]
    surname = names[-1]
    alone = [word for word in dict.fromkeys((names[0], surname)) if word not in _everyday()]
    if surname in alone:
        return alone
    said_before = dict.fromkeys(one for title in titles or [""] for one in _TITLES.get(title, _ALL_TITLES))
    return [*alone, *([name] if len(names) > 1 else []), *(f"{title} {surname}" for title in said_before)]


@lru_cache(maxsize=1)
def _everyday() -> frozenset[str]:
    """Words that pupils say without naming anybody; all that stand on cards are among them."""
    cards = [card for room in all_activities().values() for card in room.by_key.cards.values()]
    texts = [text.text for card in cards for text in (card.label.simple, card.label.older)]
    return EVERYDAY | _WORDS_AND_SURNAMES | {word.plain for text in texts for word in words_of(text)}


@lru_cache(maxsize=512)
def _called(name: str) -> frozenset[str]:
    return frozenset(role for role, words in CALLED.items() if contains_words(name, words))
