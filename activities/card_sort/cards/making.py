"""How a card is made, and what kinds there are."""

from __future__ import annotations

from activities.contract import Card, N_p, Text, Wording, same

#: What a card is like inside; decides which cards can follow.
LESSON, PLACE, DINNER, PERSON = "lesson", "place", "dinner", "person"
HELP, JOURNEY, AFTER, OWN = "help", "journey", "after", "own"


def card(
    item: str,
    label: Text | Wording,
    picture: str,
    group: str,
    one_line: Text | None = None,
    names: str | None = None,
) -> Card:
    """A card of this kind, with one line of help for older pupils, and the role of the adult it names, if any."""
    return Card(
        item=item,
        label=same(label) if isinstance(label, Text) else label,
        picture=picture,
        group=group,
        help=same(one_line) if one_line else None,
        names=names,
    )


def own_card(n: int) -> Card:
    """A card that the pupil made: its name is what was said to `own:n`."""
    return Card(
        item=f"card:own-{n}",
        label=same(N_p("pupil-card", "My own card")),
        picture="own-card",
        group=OWN,
        name_from=f"own:{n}",
    )
