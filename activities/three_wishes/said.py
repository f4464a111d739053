"""What three wishes say: the pupil's words or the picture picked, and nothing made of them."""

from __future__ import annotations

from collections.abc import Mapping

from activities.contract import (
    A_TIME,
    FOLLOW_UPS,
    TELL_MORE,
    WHAT_IS_IT_LIKE,
    WHEN_FEELS,
    Answer,
    Change,
    Choice,
    ChooseAmong,
    Claims,
    Lowered,
    N_p,
    Question,
    Said,
    State,
    Statement,
    Text,
    Theme,
    Wording,
    chosen,
    in_words,
    in_words_or_pictures,
    listed,
    names,
    pick_of,
    says_anything_else,
    statement,
    was_asked,
)

from . import pictures
from .wishes import WISH_NUMBERS, the_wish

#: How a wish is called above the ways to answer, and in all that points at it: on the pupil's pages and on paper. Older
#: pupils are asked for things they would change, and never hear of a wish.
NAMES: Mapping[int, Wording] = {
    1: Wording(N_p("pupil-card", "Wish 1"), N_p("pupil-card", "Change 1")),
    2: Wording(N_p("pupil-card", "Wish 2"), N_p("pupil-card", "Change 2")),
    3: Wording(N_p("pupil-card", "Wish 3"), N_p("pupil-card", "Change 3")),
}

WISH_CLAIMS = Claims(
    picked=N_p("statement", "%(wish)s: %(pupil)s picked the picture %(picked)s."),
    said=N_p("statement", "%(wish)s, as %(pupil)s said it:"),
    both=N_p("statement", "%(wish)s: %(pupil)s picked the picture %(picked)s and said:"),
    unanswered={
        State.SKIPPED: N_p("statement", "%(pupil)s skipped %(wish)s."),
        State.DONT_KNOW: N_p("statement", "%(pupil)s picked I don’t know for %(wish)s."),
        State.STOPPED: N_p("statement", "%(pupil)s stopped at %(wish)s."),
        State.NOT_ASKED: N_p("statement", "%(pupil)s was not asked for %(wish)s."),
    },
)

FOLLOW_UP_CLAIMS: Mapping[str, Claims] = {
    "different": Claims(
        picked=N_p("statement", "Asked what would be different with %(wish)s, %(pupil)s picked %(picked)s."),
        said=N_p("statement", "%(pupil)s said what would be different with %(wish)s:"),
        both=N_p("statement", "Asked what would be different with %(wish)s, %(pupil)s picked %(picked)s and said:"),
    ),
    "like": Claims(
        picked=N_p("statement", "Asked what %(wish)s would be like, %(pupil)s picked %(picked)s."),
        said=N_p("statement", "Asked what %(wish)s would be like, %(pupil)s said:"),
        both=N_p("statement", "Asked what %(wish)s would be like, %(pupil)s picked %(picked)s and said:"),
    ),
    "wants": Claims(
        picked=N_p("statement", "About %(wish)s, %(pupil)s picked %(picked)s."),
        said=N_p("statement", "Asked whether to try %(wish)s, %(pupil)s said:"),
        both=N_p("statement", "About %(wish)s, %(pupil)s picked %(picked)s and said:"),
    ),
}

MORE_CLAIMS = {
    A_TIME: N_p("statement", "Asked to tell about a time, for %(wish)s, %(pupil)s said:"),
    WHEN_FEELS: N_p("statement", "Asked when it feels like that, for %(wish)s, %(pupil)s said:"),
    WHAT_IS_IT_LIKE: N_p("statement", "Asked what %(wish)s would be like, %(pupil)s said:"),
    TELL_MORE: N_p("statement", "%(pupil)s said more about %(wish)s:"),
}

MATTERS_MOST = Claims(
    picked=N_p("statement", "Asked which wish matters most, %(pupil)s picked %(wish)s: %(picked)s."),
    said=N_p("statement", "Asked which wish matters most, %(pupil)s picked %(wish)s:"),
    both=N_p("statement", "Asked which wish matters most, %(pupil)s picked %(wish)s: %(picked)s. And said:"),
)

MATTERS_MOST_OLDER = Claims(
    picked=N_p("statement", "Asked which one matters most, %(pupil)s picked %(wish)s: %(picked)s."),
    said=N_p("statement", "Asked which one matters most, %(pupil)s picked %(wish)s:"),
    both=N_p("statement", "Asked which one matters most, %(pupil)s picked %(wish)s: %(picked)s. And said:"),
)

#: Where words were put beside the wish that was picked, or in its place.
MATTERS_MOST_WORDS = N_p("statement", "Asked which wish matters most, %(pupil)s said:")
MATTERS_MOST_WORDS_OLDER = N_p("statement", "Asked which one matters most, %(pupil)s said:")
MATTERS_MOST_BESIDE = N_p("statement", "Asked which wish matters most, %(pupil)s picked %(wish)s. And said:")
MATTERS_MOST_BESIDE_OLDER = N_p("statement", "Asked which one matters most, %(pupil)s picked %(wish)s. And said:")

WHO_COULD_HELP = Claims(
    picked=N_p("statement", "Asked who could help with %(wish)s, %(pupil)s picked: %(picked)s."),
    said=N_p("statement", "Asked who could help with %(wish)s, %(pupil)s answered:"),
    both=N_p("statement", "Asked who could help with %(wish)s, %(pupil)s picked: %(picked)s. And said:"),
)

#: Where it was said in words, which stand in a statement of their own.
WHAT_MATTERS_MOST = N_p("statement", "what matters most")


def wish_name(n: int, *, older: bool) -> Text:
    """What the pupil's page calls this wish: its own word, as everything that speaks of it."""
    return NAMES[n].version(older)


def statements(answer: Answer, *, older: bool) -> list[Statement]:
    """Each wish with what was said about it, then what was asked about all of them."""
    made: list[Statement | None] = []
    for n in WISH_NUMBERS:
        name = wish_name(n, older=older)
        made += [_wish(n, name, answer), *_about_wish(n, name, answer)]
    made += [
        _matters_most(answer, older=older),
        _who_could_help(answer, older=older),
        says_anything_else(answer, Theme.HOPES),
    ]
    return [one for one in made if one is not None]


def _wish(n: int, name: Text, answer: Answer) -> Statement | None:
    told = the_wish(n, answer) or Said(State.NOT_ASKED)
    picked = chosen(pictures.WISHES, told)
    claim = WISH_CLAIMS.of(told, picked)
    if claim is None:
        return None
    return statement(
        f"wish:{n}",
        told,
        claim.filled(wish=name),
        theme=Theme.HOPES,
        content="aspirations",
        picked=picked,
        wants=pick_of(answer, f"wants:{n}"),
    )


def _about_wish(n: int, wish: Text, answer: Answer) -> list[Statement | None]:
    made: list[Statement | None] = [_more(kind, n, wish, answer) for kind in FOLLOW_UPS]
    made += [_follow_up(name, n, wish, answer) for name in ("like", "different")]
    wants = answer.get(f"wants:{n}")
    # The pick alone stands beside the wish; only words need a line of their own.
    made.append(_follow_up("wants", n, wish, answer) if wants and wants.words.strip() else None)
    return made


def _more(kind: str, n: int, wish: Text, answer: Answer) -> Statement | None:
    claim = MORE_CLAIMS[kind].filled(wish=wish)
    return in_words(answer, f"{kind}:{n}", claim, theme=Theme.HOPES, content="aspirations")


def _follow_up(name: str, n: int, wish: Text, answer: Answer) -> Statement | None:
    return in_words_or_pictures(
        answer,
        f"{name}:{n}",
        FOLLOW_UP_CLAIMS[name],
        pictures.WANTS if name == "wants" else pictures.DIFFERENCES,
        theme=Theme.HOPES,
        content="aspirations",
        places={"wish": wish},
    )


def _matters_most(answer: Answer, *, older: bool) -> Statement | None:
    most = answer.get("matters-most")
    if most is not None and most.words.strip():
        claim = _most_in_words(most, answer, older=older)
        return statement("matters-most", most, claim, theme=Theme.HOPES, content="important_to")
    if most is None or most.state is not State.GIVEN:
        return None
    wish = answer.get(most.picks[0])
    picked = chosen(pictures.WISHES, wish)
    named = (
        (MATTERS_MOST_OLDER if older else MATTERS_MOST).of(wish, picked) if wish and wish.state is State.GIVEN else None
    )
    if wish is None or named is None:
        return None
    # Named, and in its own words: printed alone, the sentence still says which wish it is.
    claim = named.filled(wish=_named(most.picks[0], older=older))
    return statement("matters-most", wish, claim, theme=Theme.HOPES, content="important_to", picked=picked)


def _most_in_words(most: Said, answer: Answer, *, older: bool) -> Text:
    """Words in the place of a wish, or beside one; a wish that was a picture is named, so that it stands alone."""
    if not most.picks:
        return MATTERS_MOST_WORDS_OLDER if older else MATTERS_MOST_WORDS
    wish = answer.get(most.picks[0])
    name = _named(most.picks[0], older=older)
    picked = chosen(pictures.WISHES, wish)
    if picked and not (wish and wish.words.strip()):
        return (MATTERS_MOST_OLDER if older else MATTERS_MOST).both.filled(wish=name, picked=names(picked))
    return (MATTERS_MOST_BESIDE_OLDER if older else MATTERS_MOST_BESIDE).filled(wish=name)


def _named(item: str, *, older: bool) -> Text:
    return wish_name(int(item.split(":")[1]), older=older)


def _who_could_help(answer: Answer, *, older: bool) -> Statement | None:
    return in_words_or_pictures(
        answer,
        "who-could-help",
        WHO_COULD_HELP,
        pictures.HELPERS,
        theme=Theme.SUPPORT,
        content="how_to_support",
        places={"wish": _with_what(answer, older=older)},
    )


def _with_what(answer: Answer, *, older: bool) -> Text:
    """What stood on the page that asked who could help: the wish that matters most, else the first."""
    most = answer.get("matters-most")
    if most and most.state is State.GIVEN:
        return _named(most.picks[0], older=older) if most.picks else WHAT_MATTERS_MOST
    made = (n for n in WISH_NUMBERS if (wish := the_wish(n, answer)) and wish.state is State.GIVEN)
    return wish_name(next(made, 1), older=older)


def lowered(question: Question, claim: Text, *, older: bool) -> Lowered:
    """Every claim is about a wish, but for the two of all of them: there a wish is what was picked."""
    wish, picked = claim.values.get("wish"), claim.values.get("picked")
    if isinstance(question, ChooseAmong):
        both = [one for one in (wish, picked) if isinstance(one, Text)]
        return was_asked(question, older=older, picked=listed(both) if both else None)
    return was_asked(question, older=older, about=wish, picked=picked)


def changes(before: Answer, later: Answer, *, older: bool) -> list[Change]:
    """The same picture wished for in another place."""
    earlier: dict[str, list[int]] = {}
    for n in WISH_NUMBERS:
        for choice in _picked(n, before):
            earlier.setdefault(choice.value, []).append(n)
    return [
        Change(
            key=f"wish:{n}",
            before_key=f"wish:{earlier[choice.value][0]}",
            about=choice.label.older,
            before=wish_name(earlier[choice.value][0], older=older),
            after=wish_name(n, older=older),
        )
        for n in WISH_NUMBERS
        for choice in _picked(n, later)
        if choice.value in earlier and n not in earlier[choice.value] and choice.value != "something-else"
    ]


def _picked(n: int, answer: Answer) -> list[Choice]:
    wish = the_wish(n, answer)
    return chosen(pictures.WISHES, wish if wish and wish.state is State.GIVEN else None)
