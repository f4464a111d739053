"""What photos say: that one was shown, of what, and the pupil's words. Nothing is read out of the photo itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from activities.contract import (
    Answer,
    Change,
    Choice,
    Claims,
    Leaning,
    N_p,
    Said,
    State,
    Statement,
    Text,
    Theme,
    chosen,
    ended,
    in_words_or_pictures,
    pick_of,
    statement,
)

from . import pictures
from .shown import NUMBERS

#: What the pupil picked to show, as it stands in a sentence.
OF_WHAT: Mapping[str, Text] = {
    pictures.ANY_PLACE: N_p("statement", "a place"),
    pictures.PROUD: N_p("statement", "something to be proud of"),
    pictures.HELPS: N_p("statement", "something that helps"),
    pictures.IN_THE_WAY: N_p("statement", "something that gets in the way"),
}

SHOWED_PHOTO = N_p("statement", "%(pupil)s showed a photo of %(what)s.")
SHOWED_PHOTO_WORDS = N_p("statement", "%(pupil)s showed a photo of %(what)s:")
SHOWED_PHOTO_PICTURE = N_p("statement", "%(pupil)s showed a photo of %(what)s, and the picture %(picked)s.")
SHOWED_PHOTO_PICTURE_WORDS = N_p("statement", "%(pupil)s showed a photo of %(what)s, and the picture %(picked)s:")

SHOWN_CLAIMS = Claims(
    picked=N_p("statement", "%(pupil)s picked the picture %(picked)s for %(what)s."),
    said=N_p("statement", "%(pupil)s told of %(what)s:"),
    both=N_p("statement", "%(pupil)s picked the picture %(picked)s for %(what)s and said:"),
    unanswered={
        State.SKIPPED: N_p("statement", "%(pupil)s skipped showing %(what)s."),
        State.DONT_KNOW: N_p("statement", "%(pupil)s picked I don’t know when asked to show %(what)s."),
        State.STOPPED: N_p("statement", "%(pupil)s stopped at showing %(what)s."),
        State.NOT_ASKED: N_p("statement", "%(pupil)s was not asked to show anything."),
    },
)

WHAT_UNANSWERED: Mapping[State, Text] = {
    State.SKIPPED: N_p("statement", "%(pupil)s skipped the choice of what to show."),
    State.DONT_KNOW: N_p("statement", "%(pupil)s picked I don’t know when asked what to show."),
    State.STOPPED: N_p("statement", "%(pupil)s stopped at the choice of what to show."),
}

#: How what was shown is named where another sentence points at it.
NAMES: Mapping[int, Text] = {
    1: N_p("statement", "the first thing shown"),
    2: N_p("statement", "the second thing shown"),
    3: N_p("statement", "the third thing shown"),
    4: N_p("statement", "the fourth thing shown"),
}

IS_CLAIM = N_p("statement", "Asked what %(thing)s is, %(pupil)s said:")

HOW_CLAIMS = Claims(
    picked=N_p("statement", "Asked how %(thing)s is, %(pupil)s picked %(picked)s."),
    said=N_p("statement", "Asked how %(thing)s is, %(pupil)s said:"),
    both=N_p("statement", "Asked how %(thing)s is, %(pupil)s picked %(picked)s and said:"),
)

HAPPENS_CLAIMS = Claims(
    picked=N_p("statement", "Asked what happens there, for %(thing)s, %(pupil)s picked %(picked)s."),
    said=N_p("statement", "Asked what happens there, for %(thing)s, %(pupil)s said:"),
    both=N_p("statement", "Asked what happens there, for %(thing)s, %(pupil)s picked %(picked)s and said:"),
)

_LEANING_OF_PLACE = {
    pictures.GOOD: Leaning.GOOD,
    pictures.BETWEEN: Leaning.MIXED,
    pictures.NOT_GOOD: Leaning.HARD,
}
_LEANING = {pictures.PROUD: Leaning.GOOD, pictures.HELPS: Leaning.GOOD, pictures.IN_THE_WAY: Leaning.HARD}
_THEME = {pictures.HELPS: Theme.SUPPORT, pictures.IN_THE_WAY: Theme.SUPPORT}
_CONTENT = {
    Leaning.GOOD: "views_working",
    Leaning.HARD: "views_not_working",
    Leaning.MIXED: "important_to",
    Leaning.NONE: "important_to",
}


def statements(answer: Answer) -> list[Statement]:
    """What was shown, each with what was said about it."""
    made: list[Statement | None] = []
    for n in NUMBERS:
        made += [_what(n, answer), _shown(n, answer), _is(n, answer), _how(n, answer), _happens(n, answer)]
    return [one for one in made if one is not None]


def _leaning(n: int, answer: Answer) -> Leaning:
    """The way the pupil said: by what it was to show, and for a place by how it is there."""
    what = pick_of(answer, f"what:{n}") or ""
    if what == pictures.ANY_PLACE:
        return _LEANING_OF_PLACE.get(pick_of(answer, f"how:{n}") or "", Leaning.NONE)
    return _LEANING.get(what, Leaning.NONE)


def _what(n: int, answer: Answer) -> Statement | None:
    told = answer.get(f"what:{n}")
    claim = WHAT_UNANSWERED.get(ended(told.state)) if told else None
    if told is None or claim is None:
        return None
    return statement(f"what:{n}", told, claim, theme=Theme.LIKES, content="important_to")


def _shown(n: int, answer: Answer) -> Statement | None:
    told = answer.get(f"photo:{n}")
    if told is None:
        # Of a second one, only where it was begun: who had enough was not left unasked.
        if n > 1 and answer.get(f"what:{n}") is None:
            return None
        told = Said(State.NOT_ASKED)
    picked = chosen(pictures.PLACES, told)
    if not told.words.strip() and told.photos:
        told = _with_caption(told, answer.get(f"is:{n}"))
    claim = _claim_of_photo(told, picked) if told.photos else SHOWN_CLAIMS.of(told, picked)
    if claim is None:
        return None
    what = pick_of(answer, f"what:{n}") or ""
    leaning = _leaning(n, answer) if told.state is State.GIVEN else Leaning.NONE
    return statement(
        f"photo:{n}",
        told,
        claim.filled(what=OF_WHAT.get(what, OF_WHAT[pictures.ANY_PLACE])),
        theme=_THEME.get(what, Theme.LIKES),
        content="how_to_support" if what == pictures.HELPS else _CONTENT[leaning],
        leaning=leaning,
        picked=picked,
    )


def _with_caption(told: Said, caption: Said | None) -> Said:
    """A photo and what the pupil calls it are one thing said: the words are its caption, by whoever wrote them."""
    if caption is None or caption.state is not State.GIVEN or not caption.words.strip():
        return told
    return replace(told, words=caption.words, provenance=caption.provenance, by=caption.by)


def _claim_of_photo(told: Said, picked: Sequence[Choice]) -> Text:
    has_words = bool(told.words.strip())
    if not picked:
        return SHOWED_PHOTO_WORDS if has_words else SHOWED_PHOTO
    claim = SHOWED_PHOTO_PICTURE_WORDS if has_words else SHOWED_PHOTO_PICTURE
    return claim.filled(picked=picked[0].label.older)


def _is(n: int, answer: Answer) -> Statement | None:
    """What it is, where that is not the caption of a photo already."""
    told, shown = answer.get(f"is:{n}"), answer.get(f"photo:{n}")
    if told is None or not told.words.strip():
        return None
    if shown and shown.photos and not shown.words.strip() and told.state is State.GIVEN:
        return None
    return statement(f"is:{n}", told, IS_CLAIM.filled(thing=NAMES[n]), theme=Theme.LIKES, content="important_to")


def _how(n: int, answer: Answer) -> Statement | None:
    leaning = _leaning(n, answer)
    return in_words_or_pictures(
        answer,
        f"how:{n}",
        HOW_CLAIMS,
        pictures.HOW_IT_IS,
        theme=Theme.LIKES,
        content=_CONTENT[leaning],
        leaning=leaning,
        places={"thing": NAMES[n]},
    )


def _happens(n: int, answer: Answer) -> Statement | None:
    return in_words_or_pictures(
        answer,
        f"happens:{n}",
        HAPPENS_CLAIMS,
        pictures.HAPPENS,
        theme=Theme.LIKES,
        content=_CONTENT[Leaning.NONE],
        places={"thing": NAMES[n]},
    )


def changes(before: Answer, after: Answer) -> list[Change]:
    """The same picture of a place, and another answer to how it is there."""
    earlier = _places(before)
    return [
        Change(key=f"how:{n}", about=label, before=was, after=now)
        for n, place, label, now in _places_in_order(after)
        if (was := earlier.get(place)) is not None and was != now
    ]


def _places(answer: Answer) -> Mapping[str, Text]:
    return {place: how for _, place, _, how in _places_in_order(answer)}


def _places_in_order(answer: Answer) -> list[tuple[int, str, Text, Text]]:
    """Places by picture, with how it is there. "Something else" twice need not be the same place."""
    found = []
    for n in NUMBERS:
        place, how = answer.get(f"photo:{n}"), chosen(pictures.HOW_IT_IS, answer.get(f"how:{n}"))
        shown = chosen(pictures.PLACES, place)
        if shown and how and place and place.state is State.GIVEN and shown[0].value != "something-else":
            found.append((n, shown[0].value, shown[0].label.older, how[0].label.older))
    return found
