"""What lies inside a card: the cards of the second, smaller sort (docs/practice.md, 8.1, sub-mat). All are neutral."""

from __future__ import annotations

from collections.abc import Mapping

from activities.contract import (
    NO_MORE,
    Card,
    N_p,
    OwnWords,
    Question,
    Sort,
    Text,
    Wording,
    calm,
    every,
    given,
    names_somebody_here,
    no,
    picked,
    points_at_group,
    same,
    some,
)

from .cards.making import AFTER, DINNER, HELP, JOURNEY, LESSON, PLACE
from .scale import HOW_IS_THIS, SCALE

TALK_ABOUT = "talk-about"

#: The name of a card may be that of a thing or of a person, one or many: it stands at the end, in no sentence.
THIS_IS_ABOUT = Wording(N_p("pupil-S", "This is about: %(card)s."), N_p("pupil-O", "This is about: %(card)s."))


def _inside(group: str, *cards: tuple[str, Text, str]) -> tuple[Card, ...]:
    return tuple(Card(item=f"inside:{group}-{name}", label=same(label), picture=p) for name, label, p in cards)


#: By the group of the card that was picked. A person has no inside, and a pupil's own card may be anything.
INSIDE: Mapping[str, tuple[Card, ...]] = {
    LESSON: _inside(
        LESSON,
        ("room", N_p("pupil-card", "The room"), "the-room"),
        ("writing", N_p("pupil-card", "Writing things down"), "writing-down"),
        ("others", N_p("pupil-card", "Working with others"), "partner-work"),
        ("adult", N_p("pupil-card", "The teacher or helper"), "trusted-adult"),
        ("noise", N_p("pupil-card", "The noise"), "noise"),
        ("seat", N_p("pupil-card", "Where I sit"), "seat"),
    ),
    PLACE: _inside(
        PLACE,
        ("what-i-do", N_p("pupil-card", "What I do there"), "what-we-do"),
        ("people", N_p("pupil-card", "The people"), "everyone"),
        ("noise", N_p("pupil-card", "The noise"), "noise"),
        ("light", N_p("pupil-card", "The light"), "glare"),
        ("smell", N_p("pupil-card", "The smell"), "smells"),
        ("time", N_p("pupil-card", "How long I am there"), "how-long"),
    ),
    DINNER: _inside(
        DINNER,
        ("food", N_p("pupil-card", "The food"), "food"),
        ("noise", N_p("pupil-card", "The noise"), "noise"),
        ("people", N_p("pupil-card", "The people"), "everyone"),
        ("queue", N_p("pupil-card", "The queue"), "queue"),
        ("smell", N_p("pupil-card", "The smell"), "smells"),
        ("seat", N_p("pupil-card", "Where I sit"), "seat"),
    ),
    HELP: _inside(
        HELP,
        ("when", N_p("pupil-card", "When I get it"), "clock"),
        ("who", N_p("pupil-card", "Who helps"), "trusted-adult"),
        ("where", N_p("pupil-card", "Where it happens"), "a-place"),
        ("how-much", N_p("pupil-card", "How much I get"), "how-much"),
        ("others-see", N_p("pupil-card", "Others can see it"), "looked"),
        ("asking", N_p("pupil-card", "Asking for it"), "asking-for-help"),
    ),
    JOURNEY: _inside(
        JOURNEY,
        ("time", N_p("pupil-card", "How long it takes"), "how-long"),
        ("people", N_p("pupil-card", "The people"), "everyone"),
        ("noise", N_p("pupil-card", "The noise"), "noise"),
        ("adult", N_p("pupil-card", "The adult with me"), "trusted-adult"),
        ("changes", N_p("pupil-card", "When plans change"), "change-of-plan"),
    ),
    AFTER: _inside(
        AFTER,
        ("people", N_p("pupil-card", "Who is there"), "everyone"),
        ("place", N_p("pupil-card", "Where it is"), "a-place"),
        ("time", N_p("pupil-card", "How long it is"), "how-long"),
        ("noise", N_p("pupil-card", "The noise"), "noise"),
        ("choosing", N_p("pupil-card", "Who chooses"), "puzzles"),
    ),
}


OWN_INSIDE = "own-inside"

OWN_INSIDE_CARD = Card(
    item="inside:own",
    label=same(N_p("pupil-card", "My own card")),
    picture="own-card",
    name_from=OWN_INSIDE,
)


def inside_questions() -> list[Question]:
    """One small sort for each kind of card; only that of the card picked is asked."""
    return [
        Sort(
            key=f"inside-{group}",
            ask=HOW_IS_THIS,
            hint=THIS_IS_ABOUT,
            cards=cards,
            scale=SCALE,
            about=TALK_ABOUT,
            when=every(points_at_group(TALK_ABOUT, group), calm(TALK_ABOUT)),
        )
        for group, cards in INSIDE.items()
    ] + _something_else_inside()


def _something_else_inside() -> list[Question]:
    """A part of it that no card names, in the pupil's own word."""
    has_inside = every(some(*(points_at_group(TALK_ABOUT, group) for group in INSIDE)), calm(TALK_ABOUT))
    return [
        OwnWords(
            key=OWN_INSIDE,
            picture="one-more",
            ask=Wording(
                N_p("pupil-S", "Is there one more thing about it?"),
                N_p("pupil-O", "Is there one more thing about it?"),
            ),
            no_more=NO_MORE,
            about=TALK_ABOUT,
            when=has_inside,
        ),
        Sort(
            key="own-inside-sort",
            ask=HOW_IS_THIS,
            cards=(OWN_INSIDE_CARD,),
            scale=SCALE,
            about=TALK_ABOUT,
            # Where it lies was said of these words: of others it is asked again.
            beside=OWN_INSIDE,
            when=every(
                *(has_inside, given(OWN_INSIDE), no(picked(OWN_INSIDE, NO_MORE.value)), calm(OWN_INSIDE)),
                no(names_somebody_here(OWN_INSIDE)),
            ),
        ),
    ]
