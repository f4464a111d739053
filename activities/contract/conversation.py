"""The conversation as data: questions, their pictures and choices, and when each is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from .conditions import ALWAYS, Condition
from .words import Wording


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One picture answer."""

    value: str
    label: Wording
    picture: str
    #: Where it comes among the others, lowest first; the order drawn for a pupil holds only among those of one turn.
    turn: int = 0


@dataclass(frozen=True, kw_only=True)
class Card:
    """One thing to place on the scale."""

    item: str
    label: Wording
    picture: str
    #: What it is like inside: decides which cards can follow.
    group: str = ""
    #: One line of help for older pupils.
    help: Wording | None = None
    #: The role of the person it names, where it names one: it waits when that person is present.
    names: str | None = None
    #: The item whose words are its name, for a pupil's own card.
    name_from: str | None = None


@dataclass(frozen=True, kw_only=True)
class Place:
    """One place of a scale."""

    value: str
    label: Wording
    #: For young readers, and for older ones (a circle, not a face: rule A11).
    picture: str
    older_picture: str
    tone: str

    @property
    def pictures(self) -> set[str]:
        """The names of the pictures that it may be shown by."""
        return {self.picture, self.older_picture}


@dataclass(frozen=True, kw_only=True)
class Question:
    """One thing that the guide asks."""

    kind: ClassVar[str] = ""

    key: str
    ask: Wording
    #: What it is known by, for somebody who does not read, where nothing else on its page tells it apart.
    picture: str = ""
    hint: Wording | None = None
    when: Condition = ALWAYS
    #: An item whose answer is shown beside the question; its name fills %(card)s in the wording. Of several, with a bar
    #: between them, the first that was answered.
    about: str | None = None
    #: A second one, where the question is about two, or where a part of the first was named.
    beside: str | None = None
    #: Recorded with the answer as a prompt that was given.
    prompt: str | None = None
    #: It only finds the way ("More cards?", "At home or at school?") or is practice: no answer to it is no answer about
    #: school, so none is told of it.
    finds_the_way: bool = False
    #: The key of the question that this one asks once more in another way, after its pictures or at the end: what is
    #: said to either is an answer to that.
    asks_again: str | None = None

    @property
    def items(self) -> tuple[str, ...]:
        """The items this question settles, in the order they are asked."""
        return (self.key,)

    @property
    def pictures(self) -> set[str]:
        """The names of the pictures that it may show."""
        return {self.picture} if self.picture else set()


@dataclass(frozen=True, kw_only=True)
class Sort(Question):
    """Cards placed on a scale, one at a time."""

    kind: ClassVar[str] = "sort"
    cards: Sequence[Card]
    scale: Sequence[Place]

    @property
    def items(self) -> tuple[str, ...]:
        return tuple(card.item for card in self.cards)

    @property
    def pictures(self) -> set[str]:
        return super().pictures.union({card.picture for card in self.cards}, *(place.pictures for place in self.scale))


@dataclass(frozen=True)
class Strip:
    """Items that stand beside one another in their order, all of one place: the parts of a hard day."""

    of: Place
    items: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Choose(Question):
    """Picture answers; one, or as many as the pupil likes. An own-words box stands beside them."""

    kind: ClassVar[str] = "choose"
    choices: Sequence[Choice] = ()
    many: bool = False
    own_words: bool = True
    #: Sibling items shown above it, each by its own sign and what was said to it: the parts of a day.
    strip: Strip | None = None
    #: What this question is about, where it stands in a strip or in a series.
    sign: Choice | None = None
    #: How siblings are put beside one another by what was picked: "rings" round the pupil. Nothing: they are not.
    mat: str = ""

    @property
    def pictures(self) -> set[str]:
        signs = {self.sign.picture} if self.sign else set()
        return (
            super().pictures
            | {choice.picture for choice in self.choices}
            | signs
            | (self.strip.of.pictures if self.strip else set())
        )


@dataclass(frozen=True, kw_only=True)
class OwnWords(Choose):
    """An answer in the pupil's own words or from a bank of pictures, in whichever way the pupil picks."""

    kind: ClassVar[str] = "own-words"
    #: Sibling items shown beside it, done or later: the three wishes.
    series: tuple[str, ...] = ()
    #: A pattern of items: what was picked there is not offered again here, but for "Something else".
    but: str = ""
    #: How to say that there is nothing (more) to tell: an answer, where Skip is none.
    no_more: Choice | None = None
    #: "pick": one of the pupil's own photos may be the answer. "take": a new one may be taken too. Nothing: neither.
    photos: str = ""

    @property
    def pictures(self) -> set[str]:
        return super().pictures | ({self.no_more.picture} if self.no_more else set())


@dataclass(frozen=True, kw_only=True)
class ChooseAmong(Question):
    """One of the things said so far: which matters most, which to talk about.

    An own-words box stands beside them: the answer may be something that was not said yet.
    """

    kind: ClassVar[str] = "choose-among"
    #: A pattern of items, such as "card:*".
    among: str
    #: A question whose pick is not offered again here.
    but: str | None = None
    many: bool = False
    #: What can be picked besides: "Nobody".
    choices: Sequence[Choice] = ()
    own_words: bool = True

    @property
    def pictures(self) -> set[str]:
        return super().pictures | {choice.picture for choice in self.choices}


@dataclass(frozen=True, kw_only=True)
class ReadBack(Question):
    """Everything said so far, shown and said back, to keep or to change (rule A31)."""

    kind: ClassVar[str] = "read-back"
    over: str
    #: An item of these that only says what all was about: where it was picked, it stands above them and is no view.
    heads: str = ""


Conversation = Sequence[Question]


@dataclass(frozen=True)
class Step:
    """Where a conversation stands: a question and, for a set of cards, the card."""

    question: Question
    item: str


@dataclass(frozen=True)
class Lookup:
    """Questions and cards of a conversation by their keys."""

    questions: dict[str, Question] = field(default_factory=dict)
    cards: dict[str, Card] = field(default_factory=dict)
    asks: dict[str, Question] = field(default_factory=dict)


def look_up(conversation: Conversation) -> Lookup:
    """Index a conversation. Raises ValueError where two questions or items share a key."""
    found = Lookup()
    for question in conversation:
        if question.key in found.questions:
            raise ValueError(f"Two questions are called {question.key!r}")
        found.questions[question.key] = question
        for item in question.items:
            if item in found.asks:
                raise ValueError(f"Two questions settle {item!r}")
            found.asks[item] = question
        if isinstance(question, Sort):
            found.cards.update({card.item: card for card in question.cards})
    return found
