"""What every activity offers. A room subclasses `Activity` and touches no other code."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any, ClassVar

from .answer import Answer, read_answer, take_in
from .conditions import Surroundings
from .conversation import Choose, ChooseAmong, Conversation, Lookup, OwnWords, Question, ReadBack, Sort, look_up
from .flow import Touch, check_items, next_step, offered, touch, without_stale
from .lowered import Lowered, was_asked
from .said import Change, Statement, Theme
from .telling import is_no_answer, no_answer
from .words import Text, Wording


class Activity(ABC):
    """One way to say something: who it is, how it asks, and what an answer says."""

    #: In addresses and in the database; never changes.
    slug: ClassVar[str]
    #: Counts up when the shape of the answer changes; `upgrade` reads every earlier one.
    version: ClassVar[int] = 1
    title: ClassVar[Wording]
    #: One line for the adult who picks it.
    what_for: ClassVar[Wording]
    #: Pictures on its tile, at most three.
    pictures: ClassVar[Sequence[str]]
    #: The tint of its tile: "good", "between", "hard", "sky", "leaf"; its own among the rooms.
    tint: ClassVar[str] = "sky"
    #: About how many questions a short sitting asks, for the promise before the start.
    about_how_many: ClassVar[int]
    #: It uses a scale, so a practice go comes first.
    uses_scale: ClassVar[bool] = False
    #: Its items are places in a row: who or what is the first today may have been the second the time before.
    is_a_row: ClassVar[bool] = False
    #: The order in which the pupil's home shows it.
    position: ClassVar[int] = 50

    @property
    @abstractmethod
    def conversation(self) -> Conversation:
        """The questions, in order; each says when it is asked."""

    def statements(self, answer: Answer, around: Surroundings) -> Sequence[Statement]:
        """What the answer says, one statement for each thing; items left unanswered are statements too.

        What followed on from something that was changed since is not said of what stands there now.
        """
        fitting = self.fitting(answer)
        said = self.says(fitting, around)
        return [*said, *self._without_answer(fitting, around, {one.key for one in said})]

    def fitting(self, answer: Answer) -> Answer:
        """The answer without what no longer fits what it followed on from."""
        return without_stale(self.by_key.asks, answer)

    def _without_answer(self, answer: Answer, around: Surroundings, told: Set[str]) -> Iterator[Statement]:
        """Every question that was asked and not answered, and that the room says nothing of itself (rule A47)."""
        for item, question in self.by_key.asks.items():
            said = answer.get(item)
            if said is None or item in told or question.finds_the_way:
                continue
            thing = self.thing_asked_about(item, answer, around)
            is_older = "older" in around.settings
            made = no_answer(item, said, question, older=is_older, theme=self.theme_of(answer), thing=thing)
            if made is not None:
                yield made

    def theme_of(self, answer: Answer) -> Theme:
        """The theme of a question to which no answer came."""
        return Theme.LIKES

    def thing_asked_about(self, item: str, answer: Answer, around: Surroundings) -> Text | None:
        """What to call the thing that this item asks about, where the same is asked of several: "Wish 2".

        Never a name of a person: the room tells of people itself, so that papers can leave a name out.
        """
        return None

    @abstractmethod
    def says(self, answer: Answer, around: Surroundings) -> Sequence[Statement]:
        """The statements of an answer in which everything fits together; a room's own part of `statements`."""

    @abstractmethod
    def lowered(self, item: str, question: Question, claim: Text, *, older: bool) -> Lowered:
        """What may stand in the place of this claim of its own, once an adult told or picked it for the pupil.

        `item` and `question`: what the statement answers. `older`: whether the older wording was on the screen.
        """

    def lowered_claim(self, item: str, claim: Text, *, older: bool) -> Lowered | None:
        """As `lowered`, of any claim of a statement of this activity; nothing of what it asks no more."""
        question = self.by_key.asks.get(item)
        if question is None:
            return None
        if is_no_answer(claim):
            return was_asked(question, older=older, about=claim.values.get("thing"))
        return self.lowered(item, question, claim, older=older)

    @abstractmethod
    def changes(self, before: Answer, after: Answer, around: Surroundings) -> Sequence[Change]:
        """What the pupil says differently since an earlier answer, in the child's own terms. Both are `fitting`.

        `around` is that of the later sitting. Only answers given with the same wording (setting "older") may be
        compared: new words of a scale start a new series (docs/practice.md, 8.1).
        """

    def notes_for_adult(self, answer: Answer) -> Sequence[Text]:
        """For the adult's close page: what about this answer may need another look. Never the pupil's words."""
        return ()

    @cached_property
    def by_key(self) -> Lookup:
        """The questions and cards of the conversation by their keys."""
        return look_up(self.conversation)

    @cached_property
    def groups(self) -> Mapping[str, str]:
        """The group of every card that has one."""
        return {item: card.group for item, card in self.by_key.cards.items() if card.group}

    def check(self, raw: Any, around: Surroundings, kept: Sequence[Answer] = ()) -> Answer:
        """A typed answer from what came in. Raises AnswerProblem where this activity cannot have made it.

        `kept` is the same answer as it was kept before, newest first: words that stand in it are not checked again.
        """
        answer = take_in(raw)
        self.check_read(answer, around, kept)
        return answer

    def check_read(self, answer: Answer, around: Surroundings, kept: Sequence[Answer] = ()) -> None:
        """As `check`, of an answer that has its shape already."""
        check_items(self.by_key.asks, answer, around, kept)

    def upgrade(self, raw: Mapping[str, Any], version: int) -> Mapping[str, Any]:
        """An answer of an earlier version in today's shape. Answers are never rewritten in the database."""
        if version != self.version:
            raise ValueError(f"{self.slug} never had a version {version}")
        return raw

    def read(self, raw: Mapping[str, Any], version: int) -> Answer:
        """A stored answer of any version."""
        return read_answer(self.upgrade(raw, version))

    def read_items(self, raw: Mapping[str, Any], version: int) -> Answer:
        """The same without its way back, which is far longer than what was said."""
        return self.read({**raw, "undo": []}, version)

    def names_in(self, answer: Answer) -> Sequence[str]:
        """Texts of an answer that may name other people: personal data of third parties."""
        return [said.words for said in answer.items.values() if said.words]

    @property
    def all_pictures(self) -> frozenset[str]:
        """The name of every picture that the activity may show."""
        names = set(self.pictures)
        return frozenset(names.union(*(question.pictures for question in self.conversation)))

    def samples(self) -> Sequence[Path]:
        """One file for every version of answer ever kept: `samples/1.json` and so on."""
        here = Path(__import__(type(self).__module__, fromlist=["_"]).__file__ or "").parent
        return sorted((here / "samples").glob("*.json"))

    def sample(self, path: Path) -> Mapping[str, Any]:
        """A sample: {"answer": ..., "says": [...]}."""
        loaded: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return loaded

    def pretend(self, random: Random, around: Surroundings) -> Iterator[tuple[Touch, Answer]]:
        """A believable pupil: touches one by one, each with the answer after it, until nothing is left to ask."""
        answer = Answer()
        while (step := next_step(self.conversation, answer, around)) is not None:
            for what in self.pretend_touches(step.question, step.item, answer, random):
                answer = touch(step.question, answer, what, around)
                yield what, answer

    def pretend_touches(self, question: Question, item: str, answer: Answer, random: Random) -> Sequence[Touch]:
        """What a pretend pupil does at one question."""
        if random.random() < 0.14:
            return [Touch(random.choice(["skip", "dont-know", "dont-know"]), item)]
        if isinstance(question, Sort):
            if random.random() < 0.05:
                return [Touch("turn-over", item)]
            if random.random() < 0.1 and (beside := self.pretend_words(item, random)):
                return [Touch("words", item, words=beside), Touch("pick", item, random.choice(question.scale).value)]
            return [Touch("pick", item, random.choice(question.scale).value)]
        if isinstance(question, ReadBack):
            return [Touch("pick", item, "yes")]
        if isinstance(question, ChooseAmong):
            among = sorted(offered(question, answer)) + [choice.value for choice in question.choices]
            words = self.pretend_words(item, random) if question.own_words else ""
            touches = [Touch("words", item, words=words)] if words else []
            if not words or question.many or random.random() < 0.3:
                touches.append(Touch("pick", item, random.choice(among)))
            return [*touches, Touch("next", item)] if question.many or touches[-1].kind == "words" else touches
        assert isinstance(question, Choose)
        return self._pretend_choice(question, item, random)

    def _pretend_choice(self, question: Choose, item: str, random: Random) -> Sequence[Touch]:
        words = self.pretend_words(item, random)
        touches: list[Touch] = []
        if isinstance(question, OwnWords) and question.no_more and not words:
            return [Touch("pick", item, question.no_more.value)]
        if question.choices and (not words or random.random() < 0.5):
            touches.append(Touch("pick", item, random.choice(question.choices).value))
        if words and question.own_words:
            touches.append(Touch("words", item, words=words))
        if not touches:
            return [Touch("skip", item)]
        waits = question.many or isinstance(question, OwnWords) or touches[-1].kind == "words"
        return [*touches, Touch("next", item)] if waits else touches

    def pretend_words(self, item: str, random: Random) -> str:
        """Something a child might say here; nothing for most items."""
        return ""
