"""What belongs to a room alone, for the script: its conversation, and what its rules are worked out by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from activities import all_activities
from activities.contract import HARM_WORDS, Activity, Choose, ChooseAmong, OwnWords, Question, ReadBack


def as_json(facts: Mapping[str, Any]) -> Markup:
    """These facts as JSON that may stand inside a page; without its outer brackets, so that several can be joined."""
    return htmlsafe_json_dumps(facts, separators=(",", ":"))[1:-1]


@lru_cache(maxsize=64)
def of_room(slug: str) -> Markup:
    """What belongs to the room: its conversation, and what the conversation's rules are worked out by."""
    activity = all_activities()[slug]
    return as_json(
        {
            "questions": [question_for_script(question) for question in activity.conversation],
            "namesFrom": {card.item: card.name_from for card in activity.by_key.cards.values() if card.name_from},
            "groups": [[group, list(items)] for group, items in _by_group(activity)],
            "worrying": list(HARM_WORDS),
        }
    )


def _by_group(activity: Activity) -> Iterator[tuple[str, Iterable[str]]]:
    """The items of each group, as they follow one another in the questions: so they weigh least in the first page."""
    return groupby(activity.groups, key=lambda item: activity.groups[item])


def question_for_script(question: Question) -> dict[str, Any]:
    """A question as the browser gets it; the same shape as in `activities/contract/cases.json`.

    What is empty is left out, and so is the item of a question that settles itself alone: it is in the first page's
    weight (figure P1). `asked` in `flow.ts` puts both back.
    """
    whole = {
        "key": question.key,
        "kind": question.kind,
        "items": list(question.items),
        "when": question.when,
        "many": bool(getattr(question, "many", False)),
        "ownWords": bool(getattr(question, "own_words", False)),
        "among": question.among if isinstance(question, ChooseAmong) else None,
        "but": question.but if isinstance(question, ChooseAmong | OwnWords) else None,
        "over": question.over if isinstance(question, ReadBack) else None,
        "prompt": question.prompt,
        "about": question.about,
        "beside": question.beside,
        "series": list(question.series) if isinstance(question, OwnWords) else [],
        "strip": list(question.strip.items) if isinstance(question, Choose) and question.strip else [],
        "noMore": isinstance(question, OwnWords) and question.no_more is not None,
        "photos": question.photos if isinstance(question, OwnWords) else "",
        "mat": question.mat if isinstance(question, Choose) else "",
        "apart": [choice.value for choice in question.choices] if isinstance(question, ChooseAmong) else [],
    }
    return {name: value for name, value in whole.items() if value and value != [question.key]}
