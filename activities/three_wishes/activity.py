"""Three wishes about school, each with its own follow-up (`domain.md`, 8.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from random import Random

from activities.contract import (
    Activity,
    Answer,
    Change,
    Choice,
    Choose,
    ChooseAmong,
    Conversation,
    Leaning,
    N_p,
    OwnWords,
    Provenance,
    Question,
    ReadBack,
    Said,
    State,
    Statement,
    Surroundings,
    Text,
    Theme,
    Wording,
    at_least,
    calm,
    every,
    fewer_words,
    given,
    no,
    picked,
    said,
    some,
)

from . import pictures

WISH_NUMBERS = (1, 2, 3)

FIRST_ASK: Mapping[int, Wording] = {
    1: Wording(N_p("pupil-S", "First wish for school?"), N_p("pupil-O", "What is one thing you would change or have?")),
    2: Wording(N_p("pupil-S", "Next wish for school?"), N_p("pupil-O", "What is a second thing?")),
    3: Wording(N_p("pupil-S", "Last wish for school?"), N_p("pupil-O", "What is a third thing?")),
}

#: How a wish is named where another question points at it.
WISH_NAME: Mapping[int, Text] = {
    1: N_p("pupil-card", "Wish 1"),
    2: N_p("pupil-card", "Wish 2"),
    3: N_p("pupil-card", "Wish 3"),
}


def _ways(n: int) -> tuple[str, str, str]:
    """A wish can be made at its question, after seeing pictures, or at the end."""
    return f"wish:{n}", f"wish-pictures:{n}", f"wish-later:{n}"


def _made(n: int) -> Sequence[object]:
    return some(*(given(way) for way in _ways(n)))


def _wish(n: int) -> list[Question]:
    series = tuple(f"wish:{other}" for other in WISH_NUMBERS)
    first, shown, _ = _ways(n)
    unsure = f"unsure:{n}"
    return [
        OwnWords(key=first, ask=FIRST_ASK[n], choices=pictures.WISHES, series=series),
        Choose(
            key=unsure,
            ask=Wording(N_p("pupil-S", "That is fine. What now?"), N_p("pupil-O", "That is fine. What would help?")),
            choices=pictures.WHEN_UNSURE,
            own_words=False,
            when=said(first, State.DONT_KNOW),
        ),
        OwnWords(
            key=shown,
            ask=Wording(N_p("pupil-S", "Is your wish here?"), N_p("pupil-O", "Is it one of these, or another?")),
            choices=pictures.WISHES,
            series=series,
            when=picked(unsure, pictures.SHOW_PICTURES),
            prompt="pictures-shown",
        ),
        OwnWords(
            key=f"more:{n}",
            ask=Wording(N_p("pupil-S", "Tell me more about that."), N_p("pupil-O", "Tell me more about that.")),
            about=first,
            when=every(given(first), fewer_words(first, 4), calm(first)),
            prompt="tell-me-more",
        ),
        OwnWords(
            key=f"different:{n}",
            ask=Wording(N_p("pupil-S", "What would be different?"), N_p("pupil-O", "What would be different then?")),
            choices=pictures.DIFFERENCES,
            about=first,
            when=every(given(first), no(fewer_words(first, 4)), calm(first)),
            prompt="what-would-be-different",
        ),
        Choose(
            key=f"wants:{n}",
            ask=Wording(
                N_p("pupil-S", "Just saying, or please try?"),
                N_p("pupil-O", "Are you just saying it, or should we try?"),
            ),
            choices=pictures.WANTS,
            own_words=False,
            about=first,
            when=every(some(given(first), given(shown)), calm(first), calm(shown)),
        ),
    ]


def _later(n: int) -> Question:
    return OwnWords(
        key=f"wish-later:{n}",
        ask=Wording(
            N_p("pupil-S", "Do you have a wish now?"),
            N_p("pupil-O", "Is there something you want to add now?"),
        ),
        choices=pictures.WISHES,
        when=picked(f"unsure:{n}", pictures.LATER),
        prompt="came-back-later",
    )


class ThreeWishes(Activity):
    """If you could have three wishes about school, what would they be?"""

    slug = "three-wishes"
    version = 1
    title = Wording(N_p("pupil-S", "Three wishes"), N_p("pupil-O", "Three things I would change"))
    what_for = Wording(
        N_p("pupil-S", "Three wishes for school."), N_p("pupil-O", "Say three things you would change or have.")
    )
    pictures = ("star", "star", "star")
    tint = "sky"
    about_how_many = 8
    position = 40

    @cached_property
    def conversation(self) -> Conversation:
        wishes = [question for n in WISH_NUMBERS for question in _wish(n)]
        return [*wishes, *(_later(n) for n in WISH_NUMBERS), *self._afterwards()]

    def _afterwards(self) -> list[Question]:
        any_wish = at_least(1, "wish*:*")
        return [
            ChooseAmong(
                key="matters-most",
                ask=Wording(
                    N_p("pupil-S", "Which one matters most?"), N_p("pupil-O", "Which one matters most to you?")
                ),
                among="wish*:*",
                when=at_least(2, "wish*:*"),
            ),
            Choose(
                key="who-could-help",
                ask=Wording(N_p("pupil-S", "Who could help?"), N_p("pupil-O", "Who could help with this?")),
                hint=Wording(
                    N_p("pupil-S", "You can pick more than one."), N_p("pupil-O", "Pick as many as you like.")
                ),
                choices=pictures.HELPERS,
                many=True,
                when=any_wish,
            ),
            OwnWords(
                key="anything-else",
                ask=Wording(N_p("pupil-S", "Is there anything else?"), N_p("pupil-O", "Is there anything else?")),
                when=any_wish,
            ),
            ReadBack(
                key="read-back",
                ask=Wording(N_p("pupil-S", "Have I got it right?"), N_p("pupil-O", "Have I got it right?")),
                over="wish*:*",
                when=any_wish,
            ),
        ]

    def statements(self, answer: Answer, around: Surroundings) -> Sequence[Statement]:
        """Each wish is a hope, in the pupil's words, never shortened; who could help is support."""
        made = [self._wish_statement(n, answer) for n in WISH_NUMBERS]
        return [*made, *self._follow_ups(answer), *self._about_help(answer), *self._anything_else(answer)]

    def _wish_statement(self, n: int, answer: Answer) -> Statement:
        wish = _the_wish(n, answer)
        wants = answer.get(f"wants:{n}")
        return Statement(
            key=f"wish:{n}",
            state=_ended(wish.state) if wish else State.NOT_ASKED,
            theme=Theme.HOPES,
            leaning=Leaning.NONE,
            content="aspirations",
            claim=_claim(wish, _wish_claims(n)),
            words=wish.words if wish and wish.words.strip() else None,
            pictures=_pictures(wish),
            provenance=wish.provenance if wish else Provenance.OWN_CHOICE,
            written_by=wish.by if wish else None,
            prompts=wish.prompts if wish else (),
            wants=wants.picks[0] if wants and wants.state is State.GIVEN and wants.picks else None,
        )

    def _follow_ups(self, answer: Answer) -> list[Statement]:
        made = []
        for n in WISH_NUMBERS:
            for name in (f"more:{n}", f"different:{n}"):
                told = answer.get(name)
                if told and (told.words.strip() or told.picks):
                    claim = _follow_up_claim(name.split(":")[0], told).filled(wish=WISH_NAME[n])
                    shown = tuple(c.picture for c in pictures.DIFFERENCES if c.value in told.picks)
                    made.append(_worded(name, told, Theme.HOPES, "aspirations", claim, shown))
        return made

    def _about_help(self, answer: Answer) -> list[Statement]:
        made = []
        most = answer.get("matters-most")
        if most and most.state is State.GIVEN:
            number = int(most.picks[0].split(":")[1])
            claim = N_p("statement", "%(pupil)s picked %(wish)s as the one that matters most.")
            made.append(
                _worded("matters-most", most, Theme.HOPES, "important_to", claim.filled(wish=WISH_NAME[number]))
            )
        help_ = answer.get("who-could-help")
        if help_ and help_.state in {State.GIVEN, State.STOPPED} and (help_.picks or help_.words.strip()):
            claim = N_p("statement", "Asked who could help, %(pupil)s answered:")
            if help_.picks:
                claim = N_p("statement", "Asked who could help, %(pupil)s picked: %(people)s.").filled(
                    people=_listed([_label(pictures.HELPERS, pick) for pick in help_.picks])
                )
            shown = tuple(c.picture for pick in help_.picks for c in pictures.HELPERS if c.value == pick)
            made.append(_worded("who-could-help", help_, Theme.SUPPORT, "how_to_support", claim, shown))
        return made

    def _anything_else(self, answer: Answer) -> list[Statement]:
        told = answer.get("anything-else")
        if not told or not told.words.strip():
            return []
        claim = N_p("statement", "Asked for anything else, %(pupil)s said:")
        return [_worded("anything-else", told, Theme.HOPES, "important_to", claim)]

    def changes(self, before: Answer, after: Answer, around: Surroundings) -> Sequence[Change]:
        """The same picture wished for in another place; wishes are not better or worse than one another."""
        earlier: dict[str, list[int]] = {}
        for n in WISH_NUMBERS:
            for pick in _picks(n, before):
                earlier.setdefault(pick, []).append(n)
        return [
            Change(
                key=f"wish:{n}",
                about=_label(pictures.WISHES, pick),
                before=WISH_NAME[earlier[pick][0]],
                after=WISH_NAME[n],
            )
            for n in WISH_NUMBERS
            for pick in _picks(n, after)
            if pick in earlier and n not in earlier[pick] and pick != "something-else"
        ]

    def pretend_words(self, item: str, random: Random) -> str:
        said_by_children = {
            "wish": ["I wish we had a rabbit in class", "no shouting at lunch", "more football", "a den", ""],
            "different": ["I could think", "I would not be the last one", "it would be fun", ""],
            "more": ["one with a door", "like at my old school", ""],
            "anything-else": ["no", "can I go first next time", ""],
        }
        return random.choice(said_by_children.get(item.split(":")[0].removesuffix("-later"), [""]))


def _the_wish(n: int, answer: Answer) -> Said | None:
    """What was said where this wish was made; else what came of asking for it first."""
    tried = [told for way in _ways(n) if (told := answer.get(way))]
    made = [told for told in tried if told.state is State.GIVEN]
    begun = [told for told in tried if told.picks or told.words.strip()]
    return next(iter([*made, *begun, *tried]), None)


def _picks(n: int, answer: Answer) -> tuple[str, ...]:
    wish = _the_wish(n, answer)
    return wish.picks if wish and wish.state is State.GIVEN else ()


def _pictures(wish: Said | None) -> tuple[str, ...]:
    if wish is None:
        return ()
    return tuple(choice.picture for pick in wish.picks for choice in pictures.WISHES if choice.value == pick)


def _label(bank: Sequence[Choice], value: str) -> Text:
    return next(choice.label.older for choice in bank if choice.value == value)


def _listed(texts: Sequence[Text]) -> Text:
    """Several names in one place of a sentence."""
    joined = ", ".join(f"%({i})s" for i in range(len(texts)))
    return Text(joined, None, {str(i): text for i, text in enumerate(texts)})


def _wish_claims(n: int) -> Mapping[str, Text]:
    named = WISH_NAME[n]
    return {
        "words": N_p("statement", "%(wish)s, as %(pupil)s said it:").filled(wish=named),
        "picture": N_p("statement", "%(wish)s: %(pupil)s picked the picture %(card)s.").filled(wish=named),
        "both": N_p("statement", "%(wish)s: %(pupil)s picked the picture %(card)s and said:").filled(wish=named),
        State.SKIPPED: N_p("statement", "%(pupil)s skipped %(wish)s.").filled(wish=named),
        State.DONT_KNOW: N_p("statement", "%(pupil)s picked I don’t know for %(wish)s.").filled(wish=named),
        State.STOPPED: N_p("statement", "%(pupil)s stopped at %(wish)s.").filled(wish=named),
        State.NOT_ASKED: N_p("statement", "%(pupil)s was not asked for %(wish)s.").filled(wish=named),
    }


def _claim(wish: Said | None, claims: Mapping[str, Text]) -> Text:
    if wish is None:
        return claims[State.NOT_ASKED]
    if wish.picks:
        claim = claims["both"] if wish.words.strip() else claims["picture"]
        return claim.filled(card=_label(pictures.WISHES, wish.picks[0]))
    return claims["words"] if wish.words.strip() else claims[_ended(wish.state)]


def _follow_up_claim(name: str, told: Said) -> Text:
    if name == "more":
        return N_p("statement", "%(pupil)s said more about %(wish)s:")
    if not told.picks:
        return N_p("statement", "%(pupil)s said what would be different with %(wish)s:")
    card = _label(pictures.DIFFERENCES, told.picks[0])
    if told.words.strip():
        both = N_p("statement", "Asked what would be different with %(wish)s, %(pupil)s picked %(card)s and said:")
        return both.filled(card=card)
    return N_p("statement", "Asked what would be different with %(wish)s, %(pupil)s picked %(card)s.").filled(card=card)


def _ended(state: State) -> State:
    """What was begun and never moved on from was stopped at."""
    return State.STOPPED if state is State.STARTED else state


def _worded(key: str, told: Said, theme: Theme, content: str, claim: Text, shown: Sequence[str] = ()) -> Statement:
    return Statement(
        key=key,
        state=_ended(told.state),
        theme=theme,
        leaning=Leaning.NONE,
        content=content,
        claim=claim,
        words=told.words if told.words.strip() else None,
        pictures=shown,
        provenance=told.provenance,
        written_by=told.by,
        prompts=told.prompts,
    )
