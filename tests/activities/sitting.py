"""A pupil who does an activity in a test, touch by touch, as the page would."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from activities.contract import (
    Activity,
    Answer,
    Sort,
    State,
    Statement,
    Step,
    Surroundings,
    Text,
    Touch,
    next_step,
    stopped_at,
    touch,
)


class Sitting:
    """Where a pupil stands in an activity. Every call is one thing done at the question now asked."""

    def __init__(
        self,
        activity: Activity,
        *settings: str,
        left_out: Collection[str] = (),
        present: tuple[str, ...] = ("Miss Begum",),
        names: tuple[str, ...] = (),
        interpreted: bool = False,
    ) -> None:
        self.activity = activity
        self.around = Surroundings(
            settings=frozenset(settings),
            left_out=frozenset(left_out),
            groups=activity.groups,
            interpreted=interpreted,
            present=present,
            names=names,
        )
        self.answer = Answer()

    @property
    def step(self) -> Step | None:
        return next_step(self.activity.conversation, self.answer, self.around)

    @property
    def asked(self) -> str | None:
        """The item that is asked now."""
        return self.step.item if self.step else None

    def pick(self, *values: str) -> Sitting:
        """Pick these, and press Next where the question waits for it."""
        item = self._item
        for value in values:
            self._touch("pick", item, value=value)
        return self._next_if_waiting(item)

    def write(self, words: str, by: str | None = None) -> Sitting:
        """Write this, and press Next."""
        item = self._item
        self._touch("words", item, words=words, by=by)
        return self._next_if_waiting(item)

    def pick_and_write(self, value: str, words: str) -> Sitting:
        """A picture with words beside it, in one go: words first, as a picture can go on by itself."""
        item = self._item
        self._touch("words", item, words=words)
        self._touch("pick", item, value=value)
        return self._next_if_waiting(item)

    def show(self, photo: str) -> Sitting:
        """Put the photo of this key there, and press Next."""
        item = self._item
        self._touch("photo", item, value=photo)
        return self._next_if_waiting(item)

    def skip(self) -> Sitting:
        return self._touch("skip", self._item)

    def dont_know(self) -> Sitting:
        return self._touch("dont-know", self._item)

    def turn_over(self) -> Sitting:
        return self._touch("turn-over", self._item)

    def back(self) -> Sitting:
        return self._touch("back", self._item)

    def move(self, item: str, value: str) -> Sitting:
        """Move a card that was placed already."""
        question = self.activity.by_key.asks[item]
        self.answer = touch(question, self.answer, Touch("pick", item, value=value), self.around)
        return self

    def says_anew(self, item: str, words: str) -> Sitting:
        """Say this in other words later, and press Next."""
        return self._touch("words", item, words=words)._touch("next", item)

    def stop(self) -> Sitting:
        self.answer = stopped_at(self.activity.conversation, self.answer, self.around)
        return self

    def sort_all(self, value: str) -> Sitting:
        """Put every card that is asked now, one after another, in this place."""
        while (step := self.step) and isinstance(step.question, Sort):
            self.pick(value)
        return self

    def skip_to(self, item: str) -> Sitting:
        """Skip until this is asked."""
        while self.asked not in {item, None}:
            self.skip()
        assert self.asked == item, f"{item} is never asked"
        return self

    def says(self) -> dict[str, Statement]:
        """The statements of the answer by their keys."""
        return {said.key: said for said in self.activity.statements(self.answer, self.around)}

    def claim(self, key: str) -> str:
        """What a statement claims, in English, about Zara."""
        return in_english(self.says()[key].claim)

    @property
    def _item(self) -> str:
        assert self.step is not None, "Nothing is asked any more"
        return self.step.item

    def _next_if_waiting(self, item: str) -> Sitting:
        said = self.answer.get(item)
        return self._touch("next", item) if said and said.state is State.STARTED else self

    def _touch(self, kind: str, item: str, value: str = "", words: str = "", by: str | None = None) -> Sitting:
        question = self.activity.by_key.asks[item]
        self.answer = touch(question, self.answer, Touch(kind, item, value, words, by), self.around)
        self.activity.check(self.answer.as_stored(), self.around)
        return self


def in_english(claim: Text) -> str:
    """A claim as it stands in the catalogue's own language, about Zara."""
    return claim.filled(pupil="Zara").say(lambda _context, text: text)


def items_in(condition: object) -> Iterator[str]:
    """The items that a condition names."""
    assert isinstance(condition, list | tuple)
    form, *rest = condition
    if form in {"not", "all", "any"}:
        for one in rest:
            yield from items_in(one)
    elif form in {"state", "picked", "fewer-words", "mentions", "points-at-place", "points-at-group", "names-present"}:
        yield str(rest[0])


def patterns_in(condition: object) -> Iterator[str]:
    """The patterns of items that a condition names."""
    assert isinstance(condition, list | tuple)
    form, *rest = condition
    if form in {"not", "all", "any"}:
        for one in rest:
            yield from patterns_in(one)
    elif form in {"at-least", "worrying"}:
        yield from str(rest[-1]).split("|")
