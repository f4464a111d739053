"""Nothing that was tapped earlier is told together with new words, and no earlier words with a new tap.

Asked of every question of every room that takes both, as "Change it" asks it: the answer stood, and is said anew.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from activities import all_activities
from activities.contract import (
    Activity,
    Answer,
    Choose,
    ChooseAmong,
    OwnWords,
    Question,
    Said,
    Sort,
    State,
    Surroundings,
    Touch,
    fits,
    takes_words,
    touch,
)

ADULT = "Miss Begum"
FIRST, ANOTHER = "for the first time", "in other words"
PHOTOS = ("11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222")


class Asked:
    """One item of a question that takes pictures and words, after the pupil answered it and moved on."""

    def __init__(self, activity: Activity, question: Question, item: str) -> None:
        self.activity, self.question, self.item = activity, question, item
        self.around = Surroundings(groups=activity.groups, present=(ADULT,))
        among = question.among if isinstance(question, ChooseAmong) else ""
        told = [one for one in activity.by_key.asks if one != item and fits(one, among)]
        self.answer = Answer({one: Said(State.GIVEN, words=one) for one in told[:2]})
        self.picks = _picks(question) or tuple(told[:2])

    def does(self, *touches: tuple[str, str]) -> Asked:
        """Each a kind and its value or words."""
        for kind, what in touches:
            made = Touch(kind, self.item, **{"words" if kind == "words" else "value": what})
            self.answer = touch(self.question, self.answer, made, self.around)
        return self

    @property
    def said(self) -> Said:
        found = self.answer.get(self.item)
        assert found is not None
        return found

    @property
    def stands(self) -> tuple[tuple[str, ...], str, State]:
        """What is picked and written, and whether it is given."""
        return self.said.picks, self.said.words, self.said.state


def _picks(question: Question) -> tuple[str, ...]:
    if isinstance(question, Sort):
        return tuple(place.value for place in question.scale[:2])
    if isinstance(question, Choose):
        return tuple(choice.value for choice in question.choices[:2])
    return ()


def _questions() -> Iterator[tuple[str, Question, str]]:
    for slug, activity in all_activities().items():
        for question in activity.conversation:
            pictures = isinstance(question, ChooseAmong) or bool(_picks(question))
            if takes_words(question) and pictures:
                yield from ((slug, question, item) for item in question.items)


def _takes_many(question: object) -> bool:
    return isinstance(question, Choose | ChooseAmong) and question.many


EVERY = [pytest.param(slug, q, item, id=f"{slug}-{item}") for slug, q, item in _questions()]
NO_CARDS = [one for one in EVERY if not isinstance(one.values[1], Sort)]
EVERY_QUESTION = pytest.mark.parametrize(("slug", "question", "item"), EVERY)
ONE_AT_A_TIME = pytest.mark.parametrize(
    ("slug", "question", "item"), [one for one in EVERY if not _takes_many(one.values[1])]
)
ONE_PICTURE = pytest.mark.parametrize(
    ("slug", "question", "item"), [one for one in NO_CARDS if not _takes_many(one.values[1])]
)
MANY_PICTURES = pytest.mark.parametrize(
    ("slug", "question", "item"), [one for one in NO_CARDS if _takes_many(one.values[1])]
)
ALL_WITH_PHOTOS = pytest.mark.parametrize(
    ("slug", "question", "item"),
    [one for one in NO_CARDS if isinstance(one.values[1], OwnWords) and one.values[1].photos],
)


def asked(slug: str, question: Question, item: str) -> Asked:
    return Asked(all_activities()[slug], question, item)


def test_every_room_has_such_questions() -> None:
    assert {one.values[0] for one in EVERY} == set(all_activities())
    assert {type(one.values[1]) for one in EVERY} == {Sort, Choose, OwnWords, ChooseAmong}


@ONE_AT_A_TIME
def test_words_said_anew_are_told_without_the_picture_picked_before(slug: str, question: Question, item: str) -> None:
    one = asked(slug, question, item)
    one.does(("pick", one.picks[0]), ("next", ""), ("words", ANOTHER), ("next", ""))

    # A card waits for its place; anything else is said.
    assert one.stands == ((), ANOTHER, State.STARTED if isinstance(question, Sort) else State.GIVEN)


@ONE_AT_A_TIME
def test_so_are_words_in_the_place_of_those_said_with_it(slug: str, question: Question, item: str) -> None:
    one = asked(slug, question, item)
    one.does(("words", FIRST), ("pick", one.picks[0]), ("next", ""))
    assert one.said.picks == one.picks[:1], "in one go both are said together"

    one.does(("words", ""), ("words", ANOTHER), ("next", ""))

    assert (one.said.picks, one.said.words) == ((), ANOTHER)


@ONE_PICTURE
def test_a_picture_picked_anew_is_told_without_the_words_of_before(slug: str, question: Question, item: str) -> None:
    one = asked(slug, question, item)
    one.does(("words", FIRST), ("next", ""), ("pick", one.picks[0]), ("next", ""))

    assert one.stands == ((one.picks[0],), "", State.GIVEN)


@ONE_PICTURE
def test_nor_is_another_picture_told_with_words_about_the_first(slug: str, question: Question, item: str) -> None:
    one = asked(slug, question, item)
    one.does(("words", FIRST), ("pick", one.picks[0]), ("next", ""), ("pick", one.picks[1]), ("next", ""))

    assert one.stands == ((one.picks[1],), "", State.GIVEN)


@MANY_PICTURES
def test_where_many_can_be_picked_each_thing_said_joins_the_others(slug: str, question: Question, item: str) -> None:
    one = asked(slug, question, item)
    one.does(("pick", one.picks[0]), ("next", ""), ("words", ANOTHER), ("next", ""))
    assert one.stands == (one.picks[:1], ANOTHER, State.GIVEN)

    one.does(("pick", one.picks[1]), ("next", ""))
    assert ({*one.said.picks}, one.said.words) == ({*one.picks[:2]}, ANOTHER)

    one.does(("pick", one.picks[0]), ("next", ""))
    assert one.stands == ((one.picks[1],), ANOTHER, State.GIVEN)


@EVERY_QUESTION
@pytest.mark.parametrize(
    "mended", [FIRST + " here", "for the first", "for the frist time", "for teh first time", "for the first time!!"]
)
def test_a_slip_put_right_and_more_at_the_end_are_no_other_words(
    slug: str, question: Question, item: str, mended: str
) -> None:
    one = asked(slug, question, item)
    one.does(("words", FIRST), ("pick", one.picks[0]), ("next", ""))
    # As many retype: all is deleted first, then letter by letter.
    one.does(("words", ""), *(("words", mended[:end]) for end in range(1, len(mended) + 1)))

    assert (one.said.picks, one.said.words) == (one.picks[:1], mended)
    assert len(one.answer.undo) <= 4, "typing is one step"


@EVERY_QUESTION
def test_words_that_were_only_rubbed_out_take_nothing_with_them(slug: str, question: Question, item: str) -> None:
    one = asked(slug, question, item)
    one.does(("words", FIRST), ("pick", one.picks[0]), ("next", ""), ("words", ""))

    assert (one.said.picks, one.said.words) == (one.picks[:1], "")


@ONE_AT_A_TIME
def test_a_word_that_says_the_opposite_is_no_slip(slug: str, question: Question, item: str) -> None:
    one = asked(slug, question, item)
    one.does(("words", "it is loud"), ("pick", one.picks[0]), ("next", ""), ("words", "it is not loud"))

    assert (one.said.picks, one.said.words) == ((), "it is not loud")


@ONE_AT_A_TIME
def test_the_pupil_can_say_the_picture_as_well(slug: str, question: Question, item: str) -> None:
    one = asked(slug, question, item)
    one.does(("pick", one.picks[0]), ("next", ""), ("words", ANOTHER), ("pick", one.picks[0]), ("next", ""))

    assert one.stands == ((one.picks[0],), ANOTHER, State.GIVEN)


@EVERY_QUESTION
def test_go_back_brings_back_what_stood(slug: str, question: Question, item: str) -> None:
    one = asked(slug, question, item)
    one.does(("words", FIRST), ("pick", one.picks[0]), ("next", ""))
    stood = one.answer

    # Typed with pauses, it is one step.
    one.does(("words", "in oth"), ("words", ANOTHER), ("back", ""))

    assert one.answer == stood
    assert one.does(("pick", one.picks[1]), ("back", "")).answer == stood


@EVERY_QUESTION
def test_what_is_typed_and_rubbed_out_changes_nothing(slug: str, question: Question, item: str) -> None:
    one = asked(slug, question, item)
    one.does(("pick", one.picks[0]), ("next", ""))
    stood = one.answer

    assert one.does(("words", "i"), ("words", "")).answer == stood


@ALL_WITH_PHOTOS
def test_a_photo_is_told_with_no_words_that_were_said_of_another(slug: str, question: Question, item: str) -> None:
    one = asked(slug, question, item)
    one.does(("photo", PHOTOS[0]), ("words", FIRST), ("next", ""))
    assert (one.said.photos, one.said.words) == (PHOTOS[:1], FIRST)

    one.does(("photo", PHOTOS[1]), ("next", ""))
    assert (one.said.photos, one.said.words) == (PHOTOS[1:], "")

    one.does(("words", ANOTHER), ("next", ""))
    assert (one.said.photos, one.said.words) == ((), ANOTHER)
