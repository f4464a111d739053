"""What the two days say. A part of a day is claimed as it was told, in pictures or words, and nothing is made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from activities.contract import (
    A_TIME,
    FOLLOW_UPS,
    TELL_MORE,
    WHAT_IS_IT_LIKE,
    WHEN_FEELS,
    Answer,
    Change,
    Choice,
    Choose,
    ChooseAmong,
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
    names,
    pick_of,
    says_anything_else,
    statement,
    was_asked,
)

from . import follow_ups as after
from .parts import AT_HOME, BY_VALUE, DAYS, GOOD, HARD, PARTS, SCHOOL_PARTS, Part, key

DAY_CLAIMS: Mapping[str, Claims] = {
    GOOD: Claims(
        picked=N_p("statement", "Good day, %(part)s: %(pupil)s picked %(picked)s."),
        said=N_p("statement", "Good day, %(part)s: %(pupil)s said:"),
        both=N_p("statement", "Good day, %(part)s: %(pupil)s picked %(picked)s. And said:"),
        unanswered={
            State.SKIPPED: N_p("statement", "Good day, %(part)s: %(pupil)s skipped it."),
            State.DONT_KNOW: N_p("statement", "Good day, %(part)s: %(pupil)s picked I don’t know."),
            State.STOPPED: N_p("statement", "Good day, %(part)s: %(pupil)s stopped here."),
            State.NOT_ASKED: N_p("statement", "Good day, %(part)s: %(pupil)s was not asked."),
        },
    ),
    HARD: Claims(
        picked=N_p("statement", "Hard day, %(part)s: %(pupil)s picked %(picked)s."),
        said=N_p("statement", "Hard day, %(part)s: %(pupil)s said:"),
        both=N_p("statement", "Hard day, %(part)s: %(pupil)s picked %(picked)s. And said:"),
        unanswered={
            State.SKIPPED: N_p("statement", "Hard day, %(part)s: %(pupil)s skipped it."),
            State.DONT_KNOW: N_p("statement", "Hard day, %(part)s: %(pupil)s picked I don’t know."),
            State.STOPPED: N_p("statement", "Hard day, %(part)s: %(pupil)s stopped here."),
            State.NOT_ASKED: N_p("statement", "Hard day, %(part)s: %(pupil)s was not asked."),
        },
    ),
}

LEANINGS = {GOOD: Leaning.GOOD, HARD: Leaning.HARD}
CONTENTS = {GOOD: "views_working", HARD: "views_not_working"}

OPEN_CLAIMS: Mapping[str, Claims] = {
    after.HELPS: Claims(
        picked=N_p("statement", "Asked what helps to make the best bit happen, %(pupil)s picked %(picked)s."),
        said=N_p("statement", "Asked what helps to make the best bit happen, %(pupil)s said:"),
        both=N_p("statement", "Asked what helps to make the best bit happen, %(pupil)s picked %(picked)s. And said:"),
    ),
    after.HELPS_DAY: Claims(
        picked=N_p("statement", "Asked what helps to make a good day, %(pupil)s picked %(picked)s."),
        said=N_p("statement", "Asked what helps to make a good day, %(pupil)s said:"),
        both=N_p("statement", "Asked what helps to make a good day, %(pupil)s picked %(picked)s. And said:"),
    ),
    after.STOPS: Claims(
        picked=N_p("statement", "Asked what could stop a good day, %(pupil)s picked %(picked)s."),
        said=N_p("statement", "Asked what could stop a good day, %(pupil)s said:"),
        both=N_p("statement", "Asked what could stop a good day, %(pupil)s picked %(picked)s. And said:"),
    ),
    after.KNOW: Claims(
        picked=N_p("statement", "Asked how people can tell that it is a hard day, %(pupil)s picked %(picked)s."),
        said=N_p("statement", "Asked how people can tell that it is a hard day, %(pupil)s said:"),
        both=N_p(
            "statement", "Asked how people can tell that it is a hard day, %(pupil)s picked %(picked)s. And said:"
        ),
    ),
    after.ADULTS_DO: Claims(
        picked=N_p("statement", "Asked what adults should do on a hard day, %(pupil)s picked %(picked)s."),
        said=N_p("statement", "Asked what adults should do on a hard day, %(pupil)s said:"),
        both=N_p("statement", "Asked what adults should do on a hard day, %(pupil)s picked %(picked)s. And said:"),
    ),
    after.ADULTS_DONT: Claims(
        picked=N_p("statement", "Asked what adults should not do on a hard day, %(pupil)s picked %(picked)s."),
        said=N_p("statement", "Asked what adults should not do on a hard day, %(pupil)s said:"),
        both=N_p("statement", "Asked what adults should not do on a hard day, %(pupil)s picked %(picked)s. And said:"),
    ),
    after.MORE_GOOD: Claims(
        picked=N_p("statement", "Asked what would give more good days, %(pupil)s picked %(picked)s."),
        said=N_p("statement", "Asked what would give more good days, %(pupil)s said:"),
        both=N_p("statement", "Asked what would give more good days, %(pupil)s picked %(picked)s. And said:"),
    ),
}

#: Where the open questions stand that ask for no help: what could stop a good day must not be read as helping, nor
#: what others can see on a hard day or what adults should leave.
STANDS: Mapping[str, tuple[Theme, Leaning, str]] = {
    after.STOPS: (Theme.LIKES, Leaning.HARD, "views_not_working"),
    after.KNOW: (Theme.SUPPORT, Leaning.NONE, "important_to"),
    after.ADULTS_DONT: (Theme.SUPPORT, Leaning.NONE, "important_to"),
    after.MORE_GOOD: (Theme.HOPES, Leaning.NONE, "aspirations"),
}

BANKS: Mapping[str, Sequence[Choice]] = {
    after.HELPS: after.CAUSES,
    after.HELPS_DAY: after.CAUSES,
    after.STOPS: after.CAUSES,
    after.KNOW: after.SIGNS,
    after.ADULTS_DO: after.WHAT_ADULTS_DO,
    after.ADULTS_DONT: after.WHAT_ADULTS_DO,
    after.MORE_GOOD: after.CAUSES,
}

#: Of a part that was picked; of words alone; of both.
POINTED: Mapping[str, Claims] = {
    after.BEST: Claims(
        picked=N_p("statement", "%(pupil)s picked %(part)s as the best bit of a good day."),
        said=N_p("statement", "Asked for the best bit of a good day, %(pupil)s said:"),
        both=N_p("statement", "%(pupil)s picked %(part)s as the best bit of a good day. And said:"),
    ),
    after.HARDEST: Claims(
        picked=N_p("statement", "%(pupil)s picked %(part)s as the hardest bit of a hard day."),
        said=N_p("statement", "Asked for the hardest bit of a hard day, %(pupil)s said:"),
        both=N_p("statement", "%(pupil)s picked %(part)s as the hardest bit of a hard day. And said:"),
    ),
}

DAY_NAMES = {
    GOOD: N_p("statement", "Good day, %(part)s"),
    HARD: N_p("statement", "Hard day, %(part)s"),
}

A_GOOD_DAY, A_HARD_DAY = N_p("statement", "a good day"), N_p("statement", "a hard day")
MORE_GOOD_DAYS = N_p("statement", "what would give more good days")
#: What the questions after the days are about, which do not all say it themselves.
ABOUT: Mapping[str, Text] = {
    **dict.fromkeys((after.BEST, after.HELPS_DAY, after.STOPS), A_GOOD_DAY),
    after.HELPS: N_p("statement", "the best bit of a good day"),
    **dict.fromkeys((after.HARDEST, after.KNOW, after.ADULTS_DO, after.ADULTS_DONT), A_HARD_DAY),
    **dict.fromkeys((after.WANTS, *(f"{kind}:{after.MORE_GOOD}" for kind in FOLLOW_UPS)), MORE_GOOD_DAYS),
}

A_TIME_CLAIMS = {
    GOOD: N_p("statement", "Good day, %(part)s: asked to tell about a time, %(pupil)s said:"),
    HARD: N_p("statement", "Hard day, %(part)s: asked to tell about a time, %(pupil)s said:"),
}

HARD_DAY_CLAIMS = {
    State.SKIPPED: N_p("statement", "Offered to talk about a hard day, %(pupil)s skipped it."),
    State.DONT_KNOW: N_p("statement", "Offered to talk about a hard day, %(pupil)s picked I don’t know."),
    State.STOPPED: N_p("statement", "Offered to talk about a hard day, %(pupil)s stopped."),
    State.NOT_ASKED: N_p("statement", "%(pupil)s was not asked about a hard day."),
}

MORE_CLAIMS = {
    A_TIME: N_p("statement", "Asked to tell about a time, %(pupil)s said:"),
    WHEN_FEELS: N_p("statement", "Asked when it feels like that, %(pupil)s said:"),
    WHAT_IS_IT_LIKE: N_p("statement", "Asked what it is like there, %(pupil)s said:"),
    TELL_MORE: N_p("statement", "Asked to say more about what would give more good days, %(pupil)s said:"),
}

HARD_DAY_DECLINED = N_p("statement", "Offered to talk about a hard day, %(pupil)s picked That is enough.")

WANTS_SAID = N_p("statement", "Asked whether to try it, %(pupil)s said:")


def statements(answer: Answer) -> list[Statement]:
    """Both days, part by part, then what was said about them."""
    made: list[Statement | None] = []
    for day in (day for day in DAYS if _begun(day, answer)):
        made += [one for part in PARTS for one in (_part(day, part, answer), _a_time(day, part, answer))]
    made.append(_hard_day(answer))
    made += [_pointed(name, answer) for name in POINTED]
    made += [_open(name, answer) for name in after.OPEN]
    made += [_more(kind, answer) for kind in FOLLOW_UPS]
    made.append(_wants_words(answer))
    made.append(says_anything_else(answer, Theme.LIKES))
    return [one for one in made if one is not None]


def _begun(day: str, answer: Answer) -> bool:
    return any(answer.get(key(day, part.value)) for part in PARTS)


def _wanted_parts(answer: Answer) -> set[str]:
    """The parts that the pupil wanted to talk about; where none was picked, all of the place where the day starts."""
    for name in ("my-day", "my-school-day"):
        told = answer.get(name)
        if told and told.state is State.GIVEN:
            return set(told.picks)
    start = answer.get("start")
    at_home = start is not None and start.picks == (AT_HOME,)
    return {part.value for part in PARTS} if at_home else set(SCHOOL_PARTS)


def _hard_day(answer: Answer) -> Statement | None:
    """What came of offering a hard day, where it was not told."""
    told = answer.get("hard-day-too")
    if told and told.state is State.GIVEN and after.ENOUGH in told.picks:
        # An answer, and no view of anything: it is told as how the talk went, and goes into no paperwork. What was
        # offered was passed over; that a pupil did not want to say is told only where they turned a card over.
        declined = replace(told, state=State.SKIPPED)
        return statement("hard-day-too", declined, HARD_DAY_DECLINED, theme=Theme.LIKES, content="important_to")
    if told is None and _begun(GOOD, answer):
        told = Said(State.NOT_ASKED)
    claim = HARD_DAY_CLAIMS.get(ended(told.state)) if told else None
    if told is None or claim is None:
        return None
    return statement("hard-day-too", told, claim, theme=Theme.LIKES, content="views_not_working")


def _part(day: str, part: Part, answer: Answer) -> Statement | None:
    told = answer.get(key(day, part.value))
    if told is None:
        # What the pupil did not want to talk about is no gap; a part that they wanted and did not reach is one.
        if part.value not in _wanted_parts(answer):
            return None
        told = Said(State.NOT_ASKED)
    picked = chosen(part.choices, told)
    claim = DAY_CLAIMS[day].of(told, picked)
    if claim is None:
        return None
    return statement(
        key(day, part.value),
        told,
        claim.filled(part=part.label),
        theme=Theme.LIKES,
        leaning=LEANINGS[day] if told.says_something else Leaning.NONE,
        content=CONTENTS[day],
        picked=picked,
    )


def _a_time(day: str, part: Part, answer: Answer) -> Statement | None:
    claim = A_TIME_CLAIMS[day].filled(part=part.label)
    return in_words(answer, f"{A_TIME}:{key(day, part.value)}", claim, theme=Theme.LIKES, content=CONTENTS[day])


def part_asked_about(item: str) -> Text | None:
    """What the part of a day that this item asks about is called in a sentence: "Good day, Lunch"."""
    day, _, part = item.removeprefix(f"{A_TIME}:").partition(":")
    return DAY_NAMES[day].filled(part=BY_VALUE[part].label) if day in DAY_NAMES else None


def _pointed(name: str, answer: Answer) -> Statement | None:
    told = answer.get(name)
    picked = [BY_VALUE[pick.split(":")[1]].sign for pick in told.picks] if told else []
    claim = POINTED[name].of(told, picked) if told else None
    if told is None or claim is None:
        return None
    day = GOOD if name == after.BEST else HARD
    claim = claim.filled(part=names(picked))
    return statement(name, told, claim, theme=Theme.LIKES, leaning=LEANINGS[day], content=CONTENTS[day])


def _open(name: str, answer: Answer) -> Statement | None:
    theme, leaning, content = STANDS.get(name, (Theme.SUPPORT, Leaning.NONE, "how_to_support"))
    return in_words_or_pictures(
        answer,
        name,
        OPEN_CLAIMS[name],
        BANKS[name],
        theme=theme,
        leaning=leaning,
        content=content,
        wants=pick_of(answer, after.WANTS) if name == after.MORE_GOOD else None,
    )


def _more(kind: str, answer: Answer) -> Statement | None:
    """What was said when asked on about what would give more good days."""
    return in_words(answer, f"{kind}:{after.MORE_GOOD}", MORE_CLAIMS[kind], theme=Theme.HOPES, content="aspirations")


def _wants_words(answer: Answer) -> Statement | None:
    """Words beside just saying or please try; the pick alone stands beside what it is about."""
    return in_words(answer, after.WANTS, WANTS_SAID, theme=Theme.HOPES, content="aspirations")


def lowered(item: str, question: Question, claim: Text, *, older: bool) -> Lowered:
    """A claim is about a part of a day, or a day; of the best and the hardest bit, a part is what was picked."""
    picked = claim.values.get("part" if isinstance(question, ChooseAmong) else "picked")
    if claim.text == HARD_DAY_DECLINED.text and isinstance(question, Choose):
        picked = next(choice.label.version(older) for choice in question.choices if choice.value == after.ENOUGH)
    return was_asked(question, older=older, about=part_asked_about(item) or ABOUT.get(item), picked=picked)


def changes(before: Answer, later: Answer) -> list[Change]:
    """Parts of a day told in other pictures this time. What was said in words is not compared."""
    pairs = [(day, part, _pictures(day, part, before), _pictures(day, part, later)) for day in DAYS for part in PARTS]
    return [
        Change(
            key=key(day, part.value),
            before_key=key(day, part.value),
            about=DAY_NAMES[day].filled(part=part.label),
            before=names(was),
            after=names(now),
        )
        for day, part, was, now in pairs
        if was and now and _values(was) != _values(now)
    ]


def _values(choices: Sequence[Choice]) -> set[str]:
    return {choice.value for choice in choices}


def _pictures(day: str, part: Part, answer: Answer) -> tuple[Choice, ...]:
    told = answer.get(key(day, part.value))
    given = told if told and told.state is State.GIVEN else None
    # "Something else" twice need not be the same thing.
    return tuple(choice for choice in chosen(part.choices, given) if choice.value != "something-else")
