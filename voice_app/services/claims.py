"""What the claim of a statement names, and which question it answers.

A claim keeps the names of cards and choices as they stood on the screen, so whoever asks needs no answer to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from activities import all_activities
from activities.contract import Activity, Card, Choice, Choose, OwnWords, Place, Question, Sort, Text
from voice_app.model import Statement

_PLACE_IN_SENTENCE = re.compile(r"%\((\w+)\)s")


def names_in(statement: Statement) -> list[Text]:
    """Everything that the claim calls by a name, in the order of the sentence; the places of a scale too."""
    return list(_names(Text.from_stored(statement.claim)))


def _names(text: Text) -> Iterator[Text]:
    # By the sentence, because a database may keep the values in an order of its own.
    for place in _PLACE_IN_SENTENCE.findall(text.text):
        value = text.values.get(place)
        if isinstance(value, Text):
            yield from _names(value) if value.values else [value]


def activity_of(statement: Statement) -> Activity | None:
    """The activity it was said in; nothing where that is no more."""
    return all_activities().get(statement.response.activity)


def question_of(statement: Statement) -> Question | None:
    """The question that it answers."""
    activity = activity_of(statement)
    return activity.by_key.asks.get(statement.item) if activity else None


def card_of(statement: Statement) -> Card | None:
    """The card that was placed, where it is about one."""
    activity = activity_of(statement)
    return activity.by_key.cards.get(statement.item) if activity else None


def place_of(statement: Statement) -> Place | None:
    """The place of a scale under which the claim says that a card lies: its face or circle is shown beside the card."""
    called, room = Text.from_stored(statement.claim).values.get("place"), activity_of(statement)
    if called is None or room is None:
        return None
    places = (place for question in room.conversation if isinstance(question, Sort) for place in question.scale)
    return next((place for place in places if called in (place.label.simple, place.label.older)), None)


def name_of_picture(statement: Statement, picture: str) -> Text | None:
    """What the claim calls this picture of the statement; nothing where that cannot be told.

    One picture stands beside several names in one activity ("Maths" and "Lessons"), so the claim decides.
    """
    named = names_in(statement)
    activity, card, question = activity_of(statement), card_of(statement), question_of(statement)
    if activity is None:
        return None
    shown_here = _choices(question) if isinstance(question, Choose) else ()
    # Inside one card another can have the same picture: the card that was placed comes first.
    for shown in ([card] if card else [], shown_here, _everything(activity)):
        labels = [one.label for one in shown if one.picture == picture]
        for name in named:
            if any(name in (label.simple, label.older) for label in labels):
                return name
    return _only_one(named, activity)


def _choices(question: Choose) -> list[Choice]:
    """What can be picked there, also that there is nothing to tell."""
    no_more = [question.no_more] if isinstance(question, OwnWords) and question.no_more else []
    return [*question.choices, *no_more]


def _everything(activity: Activity) -> list[Card | Choice]:
    found: list[Card | Choice] = []
    for question in activity.conversation:
        if isinstance(question, Sort):
            found += question.cards
        elif isinstance(question, Choose):
            found += _choices(question)
    return found


def _only_one(named: list[Text], activity: Activity) -> Text | None:
    """A pupil's own card is called what no label says; then the claim names one thing besides the place."""
    labels = [
        place.label for question in activity.conversation if isinstance(question, Sort) for place in question.scale
    ]
    places = [version for label in labels for version in (label.simple, label.older)]
    things = [name for name in named if name not in places]
    return things[0] if len(things) == 1 else None
