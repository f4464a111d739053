"""What a circle says: who was named, what they help with, who one can go to. Of the rings only what may be seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from activities.contract import (
    A_TIME,
    FOLLOW_UPS,
    TELL_MORE,
    WHAT_IS_IT_LIKE,
    WHEN_FEELS,
    Answer,
    Change,
    Claims,
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
    friends_in,
    has_name,
    in_words_or_pictures,
    listed,
    may_have_name,
    names_in,
    put_in_ring,
    says_anything_else,
    statement,
    was_asked,
)

from . import people
from .people import FRIEND, NUMBERS, name_of, named, who

#: Where somebody else is asked for.
NEXT_ONES = frozenset(who(n) for n in NUMBERS if n > 1)

GO_TO, WORRIED, LEARNING, MAY_SEE = "go-to", "worried", "learning", "may-see"

PICKED = N_p("statement", "Asked who matters, %(pupil)s picked: %(picked)s.")

FIRST_CLAIMS = Claims(
    picked=PICKED,
    said=N_p("statement", "Asked who matters, %(pupil)s said:"),
    both=N_p("statement", "Asked who matters, %(pupil)s picked %(picked)s and said:"),
    unanswered={
        State.SKIPPED: N_p("statement", "Asked who matters, %(pupil)s skipped."),
        State.DONT_KNOW: N_p("statement", "Asked who matters, %(pupil)s picked I don’t know."),
        State.STOPPED: N_p("statement", "Asked who matters, %(pupil)s stopped."),
        State.NOT_ASKED: N_p("statement", "%(pupil)s was not asked who matters."),
    },
)

#: That nobody else was asked for is no gap.
NEXT_CLAIMS = replace(
    FIRST_CLAIMS,
    unanswered={
        State.SKIPPED: N_p("statement", "Asked who else matters, %(pupil)s skipped."),
        State.DONT_KNOW: N_p("statement", "Asked who else matters, %(pupil)s picked I don’t know."),
        State.STOPPED: N_p("statement", "Asked who else matters, %(pupil)s stopped."),
    },
)

DOES_CLAIMS = Claims(
    picked=N_p("statement", "%(who)s: asked what they help with, %(pupil)s picked: %(picked)s."),
    said=N_p("statement", "%(who)s: asked what they help with, %(pupil)s said:"),
    both=N_p("statement", "%(who)s: asked what they help with, %(pupil)s picked: %(picked)s. And said:"),
    unanswered={
        State.SKIPPED: N_p("statement", "%(who)s: asked what they help with, %(pupil)s skipped."),
        State.DONT_KNOW: N_p("statement", "%(who)s: asked what they help with, %(pupil)s picked I don’t know."),
        State.STOPPED: N_p("statement", "%(who)s: asked what they help with, %(pupil)s stopped."),
    },
)

MORE_CLAIMS: Mapping[str, Text] = {
    A_TIME: N_p("statement", "%(who)s: asked to tell about a time, %(pupil)s said:"),
    WHEN_FEELS: N_p("statement", "%(who)s: asked when it feels like that, %(pupil)s said:"),
    WHAT_IS_IT_LIKE: N_p("statement", "%(who)s: asked what it is like there, %(pupil)s said:"),
    TELL_MORE: N_p("statement", "%(who)s: %(pupil)s said more about what they help with:"),
}

#: What was asked on about, and what is asked for a second person: the questions there do not say it.
WHAT_THEY_HELP_WITH = N_p("statement", "%(who)s and what they help with")
WHO_ELSE_MATTERS = N_p("statement", "who else matters")

#: Of the ring only that no answer came, which says nothing of where anybody lies.
NO_RING: Mapping[State, Text] = {
    State.SKIPPED: N_p("statement", "%(who)s: asked how much they matter, %(pupil)s skipped."),
    State.DONT_KNOW: N_p("statement", "%(who)s: asked how much they matter, %(pupil)s picked I don’t know."),
    State.STOPPED: N_p("statement", "%(who)s: asked how much they matter, %(pupil)s stopped."),
}

NO_MORE_SAID: Mapping[State, Text] = {
    State.SKIPPED: N_p("statement", "%(who)s: asked for more about what they help with, %(pupil)s skipped."),
    State.DONT_KNOW: N_p(
        "statement", "%(who)s: asked for more about what they help with, %(pupil)s picked I don’t know."
    ),
    State.STOPPED: N_p("statement", "%(who)s: asked for more about what they help with, %(pupil)s stopped."),
}

IN_RING = N_p("statement", "%(pupil)s put %(who)s in the ring %(ring)s.")
MOVED = N_p("statement", "Moved to %(ring)s")

#: Each with what is claimed of a pick, and of every way of not answering.
HELPERS: Mapping[str, Mapping[State, Text]] = {
    GO_TO: {
        State.GIVEN: N_p("statement", "Asked who to go to in school, %(pupil)s picked: %(picked)s."),
        State.SKIPPED: N_p("statement", "Asked who to go to in school, %(pupil)s skipped."),
        State.DONT_KNOW: N_p("statement", "Asked who to go to in school, %(pupil)s picked I don’t know."),
        State.STOPPED: N_p("statement", "Asked who to go to in school, %(pupil)s stopped."),
        State.NOT_ASKED: N_p("statement", "%(pupil)s was not asked who to go to in school."),
    },
    WORRIED: {
        State.GIVEN: N_p("statement", "Asked who helps with worries, %(pupil)s picked: %(picked)s."),
        State.SKIPPED: N_p("statement", "Asked who helps with worries, %(pupil)s skipped."),
        State.DONT_KNOW: N_p("statement", "Asked who helps with worries, %(pupil)s picked I don’t know."),
        State.STOPPED: N_p("statement", "Asked who helps with worries, %(pupil)s stopped."),
        State.NOT_ASKED: N_p("statement", "%(pupil)s was not asked who helps with worries."),
    },
    LEARNING: {
        State.GIVEN: N_p("statement", "Asked who helps with learning, %(pupil)s picked: %(picked)s."),
        State.SKIPPED: N_p("statement", "Asked who helps with learning, %(pupil)s skipped."),
        State.DONT_KNOW: N_p("statement", "Asked who helps with learning, %(pupil)s picked I don’t know."),
        State.STOPPED: N_p("statement", "Asked who helps with learning, %(pupil)s stopped."),
        State.NOT_ASKED: N_p("statement", "%(pupil)s was not asked who helps with learning."),
    },
}

#: What is claimed of pictures, of words, and of both; of those who were named and of anybody.
HELPERS_CLAIMS: Mapping[str, Claims] = {
    GO_TO: Claims(
        picked=HELPERS[GO_TO][State.GIVEN],
        said=N_p("statement", "Asked who to go to in school, %(pupil)s said:"),
        both=N_p("statement", "Asked who to go to in school, %(pupil)s picked %(picked)s and said:"),
        unanswered=dict(HELPERS[GO_TO]),
    ),
    WORRIED: Claims(
        picked=HELPERS[WORRIED][State.GIVEN],
        said=N_p("statement", "Asked who helps with worries, %(pupil)s said:"),
        both=N_p("statement", "Asked who helps with worries, %(pupil)s picked %(picked)s and said:"),
        unanswered=dict(HELPERS[WORRIED]),
    ),
    LEARNING: Claims(
        picked=HELPERS[LEARNING][State.GIVEN],
        said=N_p("statement", "Asked who helps with learning, %(pupil)s said:"),
        both=N_p("statement", "Asked who helps with learning, %(pupil)s picked %(picked)s and said:"),
        unanswered=dict(HELPERS[LEARNING]),
    ),
}


def of_anybody(key: str) -> str:
    """The item of the same question where nobody was named."""
    return f"{key}:anybody"


def statements(answer: Answer) -> list[Statement]:
    """Person by person, then who one can go to, and what else was said."""
    made: list[Statement | None] = []
    for n in NUMBERS:
        made += [_who(n, answer), _ring(n, answer), _does(n, answer), *_more(n, answer)]
    for key in HELPERS:
        made += [_helper(key, answer), _helper_of_anybody(key, answer)]
    made += [says_anything_else(answer, Theme.PEOPLE)]
    told = [one for one in made if one is not None]
    friends = list(dict.fromkeys(_names_of_friends(answer, told)))
    return [_with_other_pupils(one, friends) for one in told]


def _names_of_friends(answer: Answer, told: Iterable[Statement]) -> Iterator[str]:
    """A friend is, as far as anybody knows, another pupil: papers do not print the name (docs/practice.md, 8.8 and 9).

    What stands beside the picture of a friend is a name or something else; where that is not sure, it is all of it.
    """
    for n in NUMBERS:
        person = named(n, answer)
        if person and FRIEND in person.picks and person.words.strip():
            yield from names_in(person.words) or (person.words.strip(),)
    for one in told:
        yield from friends_in(one.words or "")


def _with_other_pupils(one: Statement, names: Sequence[str]) -> Statement:
    shown = (one.words or "", *one.claim.given())
    here = [name for name in names if any(has_name(said, [name]) or may_have_name(said, [name]) for said in shown)]
    return replace(one, other_pupils=tuple(here))


def _who(n: int, answer: Answer) -> Statement | None:
    told = answer.get(who(n)) or (Said(State.NOT_ASKED) if n == 1 else None)
    if told is None:
        return None
    picked = chosen(people.PEOPLE, told)
    if told.is_no_more:
        if n > 1:
            return None
        claim: Text | None = PICKED.filled(picked=people.NOBODY.label.older)
        picked = [people.NOBODY_AT_ALL]
    else:
        claim = (FIRST_CLAIMS if n == 1 else NEXT_CLAIMS).of(told, picked)
    if claim is None and told.photos:
        claim = PICKED.filled(picked=people.A_PHOTO)
    if claim is None:
        return None
    return statement(who(n), told, claim, theme=Theme.PEOPLE, content="people_who_matter", picked=picked)


def _ring(n: int, answer: Answer) -> Statement | None:
    person, told = named(n, answer), answer.get(f"ring:{n}")
    if person is None or told is None:
        return None
    if no_ring := NO_RING.get(ended(told.state)):
        claim = no_ring.filled(who=name_of(person))
        return statement(f"ring:{n}", told, claim, theme=Theme.PEOPLE, content="people_who_matter")
    if not _may_be_seen(answer):
        return None
    (ring,) = chosen(people.RINGS, told)
    claim = IN_RING.filled(who=name_of(person), ring=ring.label.older)
    return statement(f"ring:{n}", told, claim, theme=Theme.PEOPLE, content="people_who_matter", picked=[ring])


def _may_be_seen(answer: Answer) -> bool:
    """Rings stay with the pupil unless the pupil says that others may see them."""
    told = answer.get(MAY_SEE)
    return told is not None and told.state is State.GIVEN and people.YES in told.picks


def _does(n: int, answer: Answer) -> Statement | None:
    person = named(n, answer)
    if person is None:
        return None
    return in_words_or_pictures(
        answer,
        f"does:{n}",
        DOES_CLAIMS,
        (*people.HELP_WITH, people.NOTHING),
        theme=Theme.SUPPORT,
        content="how_to_support",
        places={"who": name_of(person)},
    )


def _more(n: int, answer: Answer) -> Iterable[Statement | None]:
    person = named(n, answer)
    if person is None:
        return
    for key in FOLLOW_UPS:
        told = answer.get(f"{key}:{n}")
        has_words = told is not None and told.words.strip()
        claim = MORE_CLAIMS[key] if has_words else NO_MORE_SAID.get(ended(told.state)) if told else None
        if told and claim:
            yield statement(
                f"{key}:{n}", told, claim.filled(who=name_of(person)), theme=Theme.SUPPORT, content="how_to_support"
            )


def _helper(key: str, answer: Answer) -> Statement | None:
    told = answer.get(key)
    if told is None:
        if answer.get(of_anybody(key)):
            return None
        told = Said(State.NOT_ASKED)
    names = [_picked_name(pick, answer) for pick in told.picks]
    # What was picked or written before the pupil stopped is kept.
    claims = HELPERS_CLAIMS[key]
    if names:
        claim: Text | None = (claims.both if told.words.strip() else claims.picked).filled(picked=listed(names))
    else:
        claim = claims.of(told, ())
    return statement(key, told, claim, theme=Theme.SUPPORT, content="how_to_support") if claim else None


def _helper_of_anybody(key: str, answer: Answer) -> Statement | None:
    return in_words_or_pictures(
        answer,
        of_anybody(key),
        HELPERS_CLAIMS[key],
        (*people.ADULTS, people.NOBODY_AT_ALL),
        theme=Theme.SUPPORT,
        content="how_to_support",
    )


def _picked_name(pick: str, answer: Answer) -> Text:
    told = answer.get(pick)
    return name_of(told) if told else people.NOBODY.label.older


def lowered(item: str, question: Question, claim: Text, *, older: bool) -> Lowered:
    """A claim names who it is about, but for who was picked; of a ring, where they lie."""
    who_is_meant, ring = claim.values.get("who"), claim.values.get("ring")
    about = who_is_meant
    if who_is_meant and item.partition(":")[0] in FOLLOW_UPS:
        about = WHAT_THEY_HELP_WITH.filled(who=who_is_meant)
    elif item in NEXT_ONES:
        about = WHO_ELSE_MATTERS
    asked = was_asked(question, older=older, about=about, picked=claim.values.get("picked"))
    return put_in_ring(who_is_meant, ring, asked) if who_is_meant and ring else asked


def changes(before: Answer, later: Answer) -> list[Change]:
    """The same person, by picture and name, in another ring: only where others may see the rings, both times."""
    if not (_may_be_seen(before) and _may_be_seen(later)):
        return []
    earlier, now = _placed(before), _placed(later)
    return [
        Change(
            key=f"ring:{n}",
            before_key=f"ring:{earlier[key][0]}",
            about=name_of(person),
            before=earlier[key][2],
            after=MOVED.filled(ring=ring),
        )
        for key, (n, person, ring) in now.items()
        if key in earlier and earlier[key][2] != ring
    ]


#: By what somebody is known again: the picture, the name, and without a name the photo.
Known = tuple[tuple[str, ...], str, tuple[str, ...]]


def _placed(answer: Answer) -> dict[Known, tuple[int, Said, Text]]:
    """Who lies in which ring. Two of whom nobody can tell which is which ("Friend", twice) are left out."""
    found: dict[Known, tuple[int, Said, Text]] = {}
    twice = set()
    for n in NUMBERS:
        person, ring = named(n, answer), answer.get(f"ring:{n}")
        if person is None or ring is None or ring.state is not State.GIVEN:
            continue
        name = person.words.strip().casefold()
        # Two photos may show two people, or the same one twice: nobody can tell, so they are not compared.
        key: Known = (person.picks, name, () if name else person.photos)
        if key in found or key == (("someone-else",), "", ()):
            twice.add(key)
        found[key] = (n, person, chosen(people.RINGS, ring)[0].label.older)
    return {key: one for key, one in found.items() if key not in twice}
