"""What was said in words, or picked, about one card. Words stand whole; the claim only leads in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from activities.contract import (
    A_TIME,
    FOLLOW_UPS,
    TELL_MORE,
    WHAT_IS_IT_LIKE,
    WHEN_FEELS,
    Answer,
    Choice,
    Claims,
    Leaning,
    N_p,
    Said,
    Statement,
    Text,
    Theme,
    chosen,
    in_words_or_pictures,
    statement,
)

from .telling_more import (
    ABOUT_NAMED,
    ABOUT_PERSON,
    BEST_BIT,
    BETTER,
    DIFFERENCE,
    MIGHT_HELP,
    OPEN_QUESTIONS,
    PARTS,
    PARTS_OF_PEOPLE,
    WHAT_CHANGES,
)


class Asked(NamedTuple):
    """One question about a card: what its answer claims, and where it belongs."""

    claims: Claims
    bank: Sequence[Choice]
    leaning: Leaning
    content: str


ASKED: dict[str, Asked] = {
    ABOUT_PERSON: Asked(
        Claims(
            picked=N_p("statement", "Asked about %(card)s, %(pupil)s picked: %(picked)s."),
            said=N_p("statement", "About %(card)s, %(pupil)s said:"),
            both=N_p("statement", "Asked about %(card)s, %(pupil)s picked: %(picked)s. And said:"),
        ),
        bank=PARTS_OF_PEOPLE,
        leaning=Leaning.NONE,
        content="people_who_matter",
    ),
    BEST_BIT: Asked(
        Claims(
            picked=N_p("statement", "Asked for the best bit of %(card)s, %(pupil)s picked: %(picked)s."),
            said=N_p("statement", "Asked for the best bit of %(card)s, %(pupil)s said:"),
            both=N_p("statement", "Asked for the best bit of %(card)s, %(pupil)s picked: %(picked)s. And said:"),
        ),
        bank=PARTS,
        leaning=Leaning.GOOD,
        content="views_working",
    ),
    WHAT_CHANGES: Asked(
        Claims(
            picked=N_p("statement", "Asked what makes %(card)s change, %(pupil)s picked: %(picked)s."),
            said=N_p("statement", "Asked what makes %(card)s change, %(pupil)s said:"),
            both=N_p("statement", "Asked what makes %(card)s change, %(pupil)s picked: %(picked)s. And said:"),
        ),
        bank=PARTS,
        leaning=Leaning.MIXED,
        content="how_to_support",
    ),
    BETTER: Asked(
        Claims(
            picked=N_p("statement", "Asked what would make %(card)s a bit better, %(pupil)s picked: %(picked)s."),
            said=N_p("statement", "Asked what would make %(card)s a bit better, %(pupil)s said:"),
            both=N_p(
                "statement", "Asked what would make %(card)s a bit better, %(pupil)s picked: %(picked)s. And said:"
            ),
        ),
        bank=MIGHT_HELP,
        leaning=Leaning.NONE,
        content="how_to_support",
    ),
}

#: In the words of the page for older pupils, where it asks otherwise.
ASKED_OLDER: Mapping[str, Asked] = ASKED | {
    WHAT_CHANGES: ASKED[WHAT_CHANGES]._replace(
        claims=Claims(
            picked=N_p("statement", "Asked what %(card)s depends on, %(pupil)s picked: %(picked)s."),
            said=N_p("statement", "Asked what %(card)s depends on, %(pupil)s said:"),
            both=N_p("statement", "Asked what %(card)s depends on, %(pupil)s picked: %(picked)s. And said:"),
        )
    )
}

MORE_CLAIMS = {
    A_TIME: N_p("statement", "Asked to tell about a time with %(card)s, %(pupil)s said:"),
    WHEN_FEELS: N_p("statement", "Asked when %(card)s feels like that, %(pupil)s said:"),
    WHAT_IS_IT_LIKE: N_p("statement", "Asked what it is like there, about %(card)s, %(pupil)s said:"),
    TELL_MORE: N_p("statement", "Asked to say more about %(card)s, %(pupil)s said:"),
}

#: What it is stands in the pupil's own words, as another statement.
NAMED_CLAIMS = Claims(
    picked=N_p("statement", "Asked about something that is on no card, %(pupil)s picked: %(picked)s."),
    said=N_p("statement", "Asked about something that is on no card, %(pupil)s said:"),
    both=N_p("statement", "Asked about something that is on no card, %(pupil)s picked: %(picked)s. And said:"),
)

DIFFERENCE_CLAIMS = Claims(
    picked=N_p("statement", "Asked what is different about %(card)s and %(other)s, %(pupil)s picked: %(picked)s."),
    said=N_p("statement", "Asked what is different about %(card)s and %(other)s, %(pupil)s said:"),
    both=N_p(
        "statement", "Asked what is different about %(card)s and %(other)s, %(pupil)s picked: %(picked)s. And said:"
    ),
)


def told_statements(answer: Answer, card: Text | None, theme: Theme, *, older: bool) -> list[Statement]:
    """What was told about this card, in the order it was asked. To which question no answer came tells the contract."""
    if card is None:
        return []
    made = [_open(name, answer, card, theme, older=older) for name in OPEN_QUESTIONS]
    made += [_more(kind, source, answer, card, theme) for source in OPEN_QUESTIONS for kind in FOLLOW_UPS]
    return [one for one in made if one is not None]


def about_named(answer: Answer, theme: Theme) -> Statement | None:
    """What the pupil told about something that they named in the place of a card."""
    return in_words_or_pictures(answer, ABOUT_NAMED, NAMED_CLAIMS, PARTS, theme=theme, content="important_to")


def difference(answer: Answer, card: Text, other: Text, theme: Theme) -> Statement | None:
    """What the pupil said of two cards that lie in different places."""
    return in_words_or_pictures(
        answer,
        DIFFERENCE,
        DIFFERENCE_CLAIMS,
        PARTS,
        theme=theme,
        content="important_to",
        places={"card": card, "other": other},
    )


def _open(name: str, answer: Answer, card: Text, theme: Theme, *, older: bool) -> Statement | None:
    told = _told(name, answer)
    if told is None:
        return None
    asked = (ASKED_OLDER if older else ASKED)[name]
    picked = chosen(asked.bank, told)
    claim = asked.claims.of(told, picked)
    if claim is None:
        return None
    return statement(
        name,
        told,
        claim.filled(card=card),
        theme=Theme.SUPPORT if name == BETTER else theme,
        leaning=asked.leaning if told.says_something else Leaning.NONE,
        content=asked.content,
        picked=picked,
    )


def _told(name: str, answer: Answer) -> Said | None:
    """What was said at the question, or after its pictures were shown."""
    shown = answer.get(f"shown:{name}")
    return shown if shown and shown.says_something else answer.get(name)


def _more(kind: str, source: str, answer: Answer, card: Text, theme: Theme) -> Statement | None:
    name = f"{kind}:{source}"
    told = answer.get(name)
    if told is None or not told.words.strip():
        return None
    return statement(name, told, MORE_CLAIMS[kind].filled(card=card), theme=theme, content=ASKED[source].content)
