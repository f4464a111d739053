"""The wishes: how many, and by which ways each can be made."""

from __future__ import annotations

from activities.contract import Answer, Said, State

WISH_NUMBERS = (1, 2, 3)

#: A wish made in any of its ways.
ANY_WISH = "wish:*|wish-pictures:*|wish-later:*"

#: What is asked of all of them.
MATTERS_MOST, WHO_COULD_HELP = "matters-most", "who-could-help"


def ways(n: int) -> tuple[str, str, str]:
    """A wish can be made at its question, after seeing pictures, or at the end."""
    return f"wish:{n}", f"wish-pictures:{n}", f"wish-later:{n}"


def the_wish(n: int, answer: Answer) -> Said | None:
    """What was said where this wish was made; else what came of asking for it first."""
    tried = [told for way in ways(n) if (told := answer.get(way)) and not told.is_no_more]
    made = [told for told in tried if told.state is State.GIVEN]
    begun = [told for told in tried if told.says_something]
    return next(iter([*made, *begun, *tried]), None)
