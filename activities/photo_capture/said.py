"""What photos say: that one was shown, of what, and the pupil's words. Nothing is read out of the photo itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from activities.contract import (
    A_TIME,
    TELL_MORE,
    WHEN_FEELS,
    Answer,
    Change,
    Choice,
    Claims,
    Leaning,
    Lowered,
    N_p,
    Question,
    Said,
    State,
    Statement,
    Text,
    Theme,
    chosen,
    ended,
    in_words,
    in_words_or_pictures,
    pick_of,
    says_anything_else,
    statement,
    was_asked,
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

#: Where what to show was said in words, which stand in a statement of their own.
SOMETHING = N_p("statement", "something")

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

WHAT_PICKED = N_p("statement", "Asked what to show, %(pupil)s picked %(picked)s.")
WHAT_SAID = N_p("statement", "Asked what to show, %(pupil)s said:")
WHAT_PICKED_SAID = N_p("statement", "Asked what to show, %(pupil)s picked %(picked)s. And said:")
NOT_ASKED_MORE = N_p("statement", "%(pupil)s was not asked for more about %(what)s.")

#: How what was shown is named where another sentence points at it.
NAMES: Mapping[int, Text] = {
    1: N_p("statement", "the first thing shown"),
    2: N_p("statement", "the second thing shown"),
    3: N_p("statement", "the third thing shown"),
    4: N_p("statement", "the fourth thing shown"),
}

#: The same where it may not have been shown, and no picture says what it was to be.
TO_SHOW: Mapping[int, Text] = {
    1: N_p("statement", "the first thing to show"),
    2: N_p("statement", "the second thing to show"),
    3: N_p("statement", "the third thing to show"),
    4: N_p("statement", "the fourth thing to show"),
}

IS_CLAIMS = Claims(
    picked=N_p("statement", "Asked what %(thing)s is, %(pupil)s picked %(picked)s."),
    said=N_p("statement", "Asked what %(thing)s is, %(pupil)s said:"),
    both=N_p("statement", "Asked what %(thing)s is, %(pupil)s picked %(picked)s and said:"),
)

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

MORE_CLAIMS: Mapping[str, Text] = {
    A_TIME: N_p("statement", "Asked to tell about a time, for %(thing)s, %(pupil)s said:"),
    WHEN_FEELS: N_p("statement", "Asked when it feels like that, for %(thing)s, %(pupil)s said:"),
    TELL_MORE: N_p("statement", "Asked to say more about %(thing)s, %(pupil)s said:"),
}

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
        made += [_more(kind, n, answer) for kind in MORE_CLAIMS]
    made.append(says_anything_else(answer, Theme.LIKES))
    return [one for one in made if one is not None]


def _leaning(n: int, answer: Answer) -> Leaning:
    """The way the pupil said: by what it was to show, and for a place by how it is there."""
    what = pick_of(answer, f"what:{n}") or ""
    if what == pictures.ANY_PLACE:
        return _LEANING_OF_PLACE.get(pick_of(answer, f"how:{n}") or "", Leaning.NONE)
    return _LEANING.get(what, Leaning.NONE)


#: The mark of what was shown when it was to show something else than what is said of it now.
LOOSE = "loose"


def _is_loose(n: int, answer: Answer) -> bool:
    shown = answer.get(f"photo:{n}")
    return shown is not None and shown.about == LOOSE


def _what(n: int, answer: Answer) -> Statement | None:
    told, shown = answer.get(f"what:{n}"), answer.get(f"photo:{n}")
    claim = WHAT_UNANSWERED.get(ended(told.state)) if told else None
    picked = chosen(pictures.SHOWS, told)
    if told and told.words.strip():
        claim = WHAT_PICKED_SAID.filled(picked=picked[0].label.older) if picked else WHAT_SAID
    elif picked and (_is_loose(n, answer) or not (shown and shown.says_something)):
        # Beside what was shown it is told with it; alone it would be lost.
        claim = WHAT_PICKED.filled(picked=picked[0].label.older)
    if told is None or claim is None:
        return None
    return statement(f"what:{n}", told, claim, theme=Theme.LIKES, content="important_to", picked=picked)


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
    loose = _is_loose(n, answer)
    what = "" if loose else pick_of(answer, f"what:{n}") or ""
    is_something = loose or _in_words(n, answer)
    if (what or is_something) and told.state is State.NOT_ASKED:
        claim = NOT_ASKED_MORE
    leaning = _leaning(n, answer) if told.state is State.GIVEN and not loose else Leaning.NONE
    return statement(
        f"photo:{n}",
        told,
        claim.filled(what=OF_WHAT.get(what, SOMETHING if is_something else OF_WHAT[pictures.ANY_PLACE])),
        theme=_THEME.get(what, Theme.LIKES),
        content="how_to_support" if what == pictures.HELPS else _CONTENT[leaning],
        leaning=leaning,
        picked=picked,
    )


def _in_words(n: int, answer: Answer) -> bool:
    what = answer.get(f"what:{n}")
    return what is not None and what.words.strip() != ""


def _with_caption(told: Said, caption: Said | None) -> Said:
    """A photo and what the pupil calls it are one thing said: the words are its caption, by whoever wrote them."""
    if caption is None or not _is_caption(caption):
        return told
    return replace(told, words=caption.words, provenance=caption.provenance, by=caption.by)


def _is_caption(told: Said) -> bool:
    """Words alone; beside a picture that was picked for it they are said with that."""
    return told.state is State.GIVEN and told.words.strip() != "" and not told.picks


def _claim_of_photo(told: Said, picked: Sequence[Choice]) -> Text:
    has_words = bool(told.words.strip())
    if not picked:
        return SHOWED_PHOTO_WORDS if has_words else SHOWED_PHOTO
    claim = SHOWED_PHOTO_PICTURE_WORDS if has_words else SHOWED_PHOTO_PICTURE
    return claim.filled(picked=picked[0].label.older)


def _is(n: int, answer: Answer) -> Statement | None:
    """What it is, where that is not the caption of a photo already."""
    told, shown = answer.get(f"is:{n}"), answer.get(f"photo:{n}")
    if told and _is_caption(told) and shown and shown.photos and not shown.words.strip():
        return None
    return in_words_or_pictures(
        answer,
        f"is:{n}",
        IS_CLAIMS,
        pictures.THINGS,
        theme=Theme.LIKES,
        content="important_to",
        places={"thing": NAMES[n]},
    )


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


def _more(kind: str, n: int, answer: Answer) -> Statement | None:
    claim = MORE_CLAIMS[kind].filled(thing=NAMES[n])
    return in_words(answer, f"{kind}:{n}", claim, theme=Theme.LIKES, content="important_to")


def lowered(item: str, question: Question, claim: Text, *, older: bool) -> Lowered:
    """A later question is about the first, second, third or fourth thing shown; of a photo, what it was to show."""
    about = claim.values.get("thing") or claim.values.get("what")
    if about == SOMETHING:
        about = TO_SHOW[int(item.partition(":")[2])]
    return was_asked(question, older=older, about=about, picked=claim.values.get("picked"))


def changes(before: Answer, after: Answer) -> list[Change]:
    """The same picture of a place, now shown as something else, or with another answer to how it is there."""
    earlier = _places(before)
    return [
        Change(
            key=f"{asked}:{n}",
            before_key=f"{asked}:{earlier[value][0]}",
            about=place.label.older,
            before=was.label.older,
            after=now.label.older,
        )
        for value, (n, place) in _places(after).items()
        if value in earlier
        for asked, now in _as_what(n, after).items()
        if (was := _as_what(earlier[value][0], before).get(asked)) and was != now
    ]


def _places(answer: Answer) -> Mapping[str, tuple[int, Choice]]:
    """Places by picture, and at which turn each was shown.

    "Something else" twice need not be the same place, and a place shown twice was shown in two ways.
    """
    shown = [(n, place) for n in NUMBERS for place in chosen(pictures.PLACES, _given(f"photo:{n}", answer))]
    values = [place.value for _, place in shown]
    return {
        place.value: (n, place)
        for n, place in shown
        if place.value != "something-else" and values.count(place.value) == 1
    }


def _as_what(n: int, answer: Answer) -> Mapping[str, Choice]:
    """What the place was shown as, and how it is there, as far as picked. "Any place" is no view of it.

    What it was shown as is told with the photo. What was said anew is not said of what was shown for something else.
    """
    said = None if _is_loose(n, answer) else _given(f"what:{n}", answer)
    what = [one for one in chosen(pictures.SHOWS, said) if one.value != pictures.ANY_PLACE]
    how = chosen(pictures.HOW_IT_IS, _given(f"how:{n}", answer))
    return {asked: found[0] for asked, found in (("photo", what), ("how", how)) if found}


def _given(item: str, answer: Answer) -> Said | None:
    told = answer.get(item)
    return told if told and told.state is State.GIVEN else None
