"""Two people at one page: what a colleague kept since the page was made is neither written over nor lost.

A page carries a mark for each of its boxes of what stood in it. A box that was not touched keeps what is kept now; of
one that both changed to different things, both texts are shown, and a person decides.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict
from wtforms import Field, Form, HiddenField, SelectMultipleField

from .form_dates import UkDateField


@dataclass(frozen=True)
class Met:
    """What was sent, with what colleagues kept in the boxes that were not touched; and the boxes that both changed."""

    sent: MultiDict[str, str]
    #: Name of the box: what a colleague kept in it since the page was made.
    colleagues: dict[str, str]


def marks(form: Form) -> str:
    """What the page carries of its boxes: a short hash for each, and none of the words."""
    return " ".join(f"{name}={_mark(text)}" for name, text in _boxes(form).items())


def meet(posted: MultiDict[str, str], page_had: str, mine: Form, kept: Form) -> Met:
    """Bring together what was sent (`posted`, read as `mine`) and what is `kept` now.

    `page_had` is what `marks` said when the page was made. Of a box without a mark we know no more than what is kept.
    """
    had, ours, theirs = _read(page_had), _boxes(mine), _boxes(kept)
    they_changed = {name for name, text in theirs.items() if had.get(name, _mark(text)) != _mark(text)}
    we_changed = {name for name, text in theirs.items() if had.get(name, _mark(text)) != _mark(ours[name])}
    sent = MultiDict(posted)
    for name in they_changed - we_changed:
        sent[name] = theirs[name]
    for box in kept:
        if isinstance(box, SelectMultipleField):
            ticked = [key for key in _keys(box) if (ours if _tick(box, key) in we_changed else theirs)[_tick(box, key)]]
            sent.setlist(box.name, ticked)
    both = {name for name in they_changed & we_changed if _mark(ours[name]) != _mark(theirs[name])}
    return Met(sent, {name: theirs[name] for name in theirs if name in both})


def _boxes(form: Form) -> dict[str, str]:
    """What stands in each box. Each tick is a box of its own, so two people's ticks never contradict each other."""
    found: dict[str, str] = {}
    for box in form:
        if isinstance(box, SelectMultipleField):
            found |= {_tick(box, key): "y" if key in (box.data or ()) else "" for key in _keys(box)}
        elif not isinstance(box, HiddenField):
            found[box.name] = _text(box)
    return found


def _text(box: Field) -> str:
    if isinstance(box, UkDateField):
        return f"{box.data:%d/%m/%Y}" if box.data else " ".join(box.raw_data or ())
    return str(box.data or "")


def _keys(box: SelectMultipleField) -> list[str]:
    """What can be ticked; our forms give choices by their keys."""
    return [str(key) for key in box.choices or ()]


def _tick(box: SelectMultipleField, key: str) -> str:
    return f"{box.name}/{key}"


def _mark(text: str) -> str:
    """A hash of the text as a browser gives it back: with other line breaks, and perhaps without space at its ends."""
    lines = "\n".join(text.strip().splitlines())
    return hashlib.sha256(lines.encode()).hexdigest()[:12]


def _read(page_had: str) -> dict[str, str]:
    return dict(one.split("=", 1) for one in page_had.split() if "=" in one)
