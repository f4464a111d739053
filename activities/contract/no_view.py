"""What is an answer and no view: "no" to a question that only asks for more (docs/practice.md, Fairness rules).

It is kept and told with its words, as how the talk went. It is nothing that papers could print as what the pupil
thinks of school, so it is none of what was given.
"""

from __future__ import annotations

import re
from dataclasses import replace

from .answer import State
from .conversation import OwnWords, Question
from .follow_ups import A_TIME, TELL_MORE
from .said import Statement
from .telling import NO_MORE

#: Whole answers, without their capitals and full stops. "No shouting" and "nothing works" are views.
JUST_NO = frozenset(
    {
        *("no", "nope", "nah", "no thanks", "no thank you", "no more", "no that is all", "no that's all", "nothing"),
        *("nothing else", "nothing more", "that is all", "that's all", "that is it", "that's it", "enough"),
        *("that is enough", "that's enough", "not now", "not today", "later", "i don't want to", "don't want to"),
    }
)


def without_a_no_as_view(said: Statement, question: Question | None) -> Statement:
    """The statement as it is; of a mere "no" to a question for more, that the pupil did not want to say more."""
    if said.state is not State.GIVEN or said.pictures or said.photos or not _asks_for_more(question):
        return said
    return replace(said, state=State.TURNED_OVER) if is_just_no(said.words or "") else said


def is_just_no(words: str) -> bool:
    """Whether these words say no more than no, enough or not now."""
    return " ".join(re.sub(r"[^\w\s']", " ", words.replace("’", "'")).casefold().split()) in JUST_NO


def _asks_for_more(question: Question | None) -> bool:
    if not isinstance(question, OwnWords):
        return False
    offers_that_is_all = question.no_more == NO_MORE
    return offers_that_is_all or question.key.partition(":")[0] in {A_TIME, TELL_MORE}
