"""The page of an activity of which nothing has been said yet, written once for all who are asked in the same manner.

A class opens the same activity in one instant (figure P7), and writing a page takes longer than all else that is done
for it. What is one pupil's own (names, tokens, keys, the order of the pictures) stands in the written page as a mark,
and is put in for each. A page is written from its `Kind` and from nothing else, so that nothing of anybody can stay in
it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import count, cycle
from typing import NamedTuple

from flask import Response, url_for
from flask_babel import gettext
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup, escape

from activities import all_activities
from activities.contract import Answer, Choose, Question, Step, Surroundings
from voice_app.pages import styles as style_sheets
from voice_app.pages.safety import csp_nonce
from voice_app.pages.smaller import Pressed, pressed, reply_of

from .activity_page import write
from .for_the_script import addresses
from .fragments import Shown, Talk, ordered
from .manner import Manner
from .room_facts import as_json, of_room
from .seat import Look, Seat

#: Pages that are kept at once: about 80 KB each.
MOST_KEPT = 64

# Characters for private use, which nothing of ours contains. What is put in is not looked through again.
_BEGIN, _END = "\ue000", "\ue001"
#: Around each picture answer: which of them stands in a place is the pupil's own.
_AROUND_A_PICK = ("\ue002", "\ue003")
_PICK = re.compile("{}(.*?){}".format(*_AROUND_A_PICK), re.DOTALL)
_VALUE = re.compile(' value="([^"]+)"')


_MARK = re.compile(f"{_BEGIN}([^{_END}]+){_END}")
#: Text of so many characters is compressed once, apart from what stands around it.
_LONG = 4000


def _mark(name: str) -> str:
    return f"{_BEGIN}{name}{_END}"


class _Mark(NamedTuple):
    name: str


def _text(written: str) -> Pressed | str:
    return pressed(written) if len(written) > _LONG else written


@dataclass(frozen=True)
class Kind:
    """Everything that such a page depends on but whose it is."""

    slug: str
    question: str
    item: str
    manner: Manner
    look: Look
    #: How many adults could write, and whether anybody is named as being here, by whose picture.
    writers: int
    accompanied: bool
    face: str | None
    #: Of the surroundings.
    settings: frozenset[str]
    left_out: frozenset[str]
    interpreted: bool
    #: Whether this browser keeps the styles; and the pictures and questions of this room.
    linked: bool
    light: bool


def kind_of(seat: Seat, talk: Talk, *, light: bool) -> Kind | None:
    """Of which kind this page is; none where something was said already, or it does not stand as it begins."""
    begins = talk.answer == Answer() and talk.shown == Shown() and talk.hint is None and not talk.photos
    if talk.step is None or not begins:
        return None
    return Kind(
        slug=talk.activity.slug,
        question=talk.step.question.key,
        item=talk.step.item,
        manner=talk.manner,
        look=seat.look,
        writers=len(talk.around.present),
        accompanied=bool(seat.adults),
        face=seat.face,
        settings=talk.around.settings,
        left_out=talk.around.left_out,
        interpreted=talk.around.interpreted,
        linked=style_sheets.are_linked("activity.css"),
        light=light,
    )


@lru_cache(maxsize=MOST_KEPT)
def ready_made(kind: Kind) -> ReadyMade:
    """The page of this kind, with marks in the place of what is one pupil's own."""
    room = all_activities()[kind.slug]
    question = room.by_key.questions[kind.question]
    writers = tuple(_mark(f"writer-{n}") for n in range(kind.writers))
    talk = Talk(
        manner=kind.manner,
        activity=room,
        answer=Answer(),
        around=Surroundings(kind.settings, kind.left_out, room.groups, kind.interpreted, writers),
        step=Step(question, kind.item),
        action=url_for("pupil.touch_without_script", slug=room.slug),
        fields={
            "key": _mark("key"),
            "counter": "1",
            "slug": room.slug,
            "photo_key": _mark("photo-key"),
            "made": _mark("made"),
        },
        around_a_pick=_AROUND_A_PICK,
        token=_mark("token"),
    )
    constant = as_json(addresses(room, kind.manner, kind.look))
    mine = Markup("{}").format(_mark("own"))
    facts = Markup(",").join([mine, constant] if kind.light else [mine, constant, of_room(room.slug)])
    frame = {
        "look": kind.look,
        "present_line": gettext("With %(names)s", names=_mark("present")) if kind.accompanied else None,
        "present_picture": kind.face,
        "sitting": _mark("sitting"),
        "csrf_token": lambda: _mark("token"),
        "csp_nonce": lambda: _mark("nonce"),
        "styles": lambda name: style_sheets.styles(name, nonce=_mark("nonce")),
    }
    written = write(talk, facts, frame, here=url_for("pupil.activity", slug=room.slug), light=kind.light)
    if generate_csrf() in written or csp_nonce() in written:
        raise RuntimeError("A token of this request is in a page that is kept for others")
    # Between lines nothing is seen of how many spaces there are.
    return ReadyMade(re.sub(r"\s*\n\s*", "\n", written), question)


class ReadyMade:
    """A written page with its marks."""

    def __init__(self, written: str, question: Question) -> None:
        self._question = question
        #: The picture answers by their values; in their places in the page stand marks.
        self._picks = {_VALUE.findall(pick)[0]: pick for pick in _PICK.findall(written)}
        places = count()
        placed = _PICK.sub(lambda _: _mark(f"pick-{next(places)}"), written)
        # Text, the name of a mark, text, and so on.
        split = zip(_MARK.split(placed), cycle((False, True)), strict=False)
        self._parts = [_Mark(part) if is_mark else _text(part) for part, is_mark in split]

    def filled(self, own: Mapping[str, str], order_seed: int) -> Response:
        """The page of one pupil. `own`: what stands in the place of each mark; what is not Markup is escaped."""
        values: dict[str, str] = {name: escape(value) for name, value in own.items()}
        if self._picks and isinstance(self._question, Choose):
            drawn = ordered(self._question.choices, order_seed)
            values |= {f"pick-{place}": self._picks[one.value] for place, one in enumerate(drawn)}
        parts: list[Pressed | str] = [""]
        for part in self._parts:
            if isinstance(part, Pressed):
                parts += [part, ""]
            else:
                parts[-1] = f"{parts[-1]}{values[part.name] if isinstance(part, _Mark) else part}"
        return reply_of(parts)
