"""What is special about the two days: where they start, what is asked of them, and what they claim."""

from __future__ import annotations

import pytest

from activities.contract import Choose, Leaning, State, Theme
from activities.good_day_bad_day import ACTIVITY
from tests.activities.sitting import Sitting, in_english


def at_school(*parts: str) -> Sitting:
    """A day that starts at school, with these parts picked, or none."""
    sitting = Sitting(ACTIVITY).pick("school")
    return sitting.pick(*parts) if parts else sitting.skip()


def at_home(*parts: str) -> Sitting:
    sitting = Sitting(ACTIVITY).pick("home")
    return sitting.pick(*parts) if parts else sitting.skip()


def a_hard_day(*parts: str) -> Sitting:
    """At the first part of a hard day, with a good one behind it."""
    return at_school(*parts).skip_to("hard-day-too").pick("yes")


def asked_in(sitting: Sitting, day: str) -> list[str]:
    """The parts of a day that are asked, each skipped."""
    parts = []
    while sitting.asked and sitting.asked.startswith(f"{day}:"):
        parts.append(sitting.asked.split(":")[1])
        sitting.skip()
    return parts


class TestTheWayThroughTheDay:
    def test_a_day_that_starts_at_home_goes_from_waking_to_bedtime(self) -> None:
        assert asked_in(at_home(), "good") == [
            *("wake", "travel", "lessons", "break", "lunch", "afternoon", "home", "bed"),
        ]

    def test_a_day_that_starts_at_school_stays_there(self) -> None:
        assert asked_in(at_school(), "good") == ["lessons", "break", "lunch", "afternoon"]

    def test_the_home_is_not_entered_by_whoever_does_not_say_where_to_start(self) -> None:
        assert asked_in(Sitting(ACTIVITY).skip().skip(), "good") == ["lessons", "break", "lunch", "afternoon"]

    def test_only_the_parts_that_were_picked_are_asked_in_the_order_of_the_day(self) -> None:
        assert asked_in(at_school("home", "lunch"), "good") == ["lunch", "home"]
        assert asked_in(at_home("bed", "break"), "good") == ["break", "bed"]

    def test_the_hard_day_goes_through_the_same_parts(self) -> None:
        assert asked_in(a_hard_day("lunch", "break"), "hard") == ["break", "lunch"]

    def test_a_hard_day_is_offered_and_not_pressed_on_anybody(self) -> None:
        sitting = at_school("lunch").pick("queue").skip_to("hard-day-too").pick("enough")

        assert sitting.asked == "more-good-days"

    def test_the_good_day_comes_last_too(self) -> None:
        sitting = a_hard_day("lunch").pick("noise").skip_to("more-good-days")

        assert sitting.pick("time").asked == "wants"

    def test_the_best_bit_is_asked_of_two_and_followed_by_what_helps(self) -> None:
        sitting = at_school("break", "lunch").pick("ball-games").pick("club")

        assert sitting.asked == "best-bit"
        assert sitting.pick("good:lunch").asked == "helps"

    def test_one_good_bit_is_not_held_against_itself(self) -> None:
        assert at_school("break").pick("ball-games").asked == "helps-day"

    def test_what_helps_is_followed_by_what_could_stop_it(self) -> None:
        sitting = at_school("break").pick("ball-games").pick("people")

        assert sitting.asked == "stops"

    @pytest.mark.parametrize("words", ["they hit me", "I am not safe"])
    def test_words_that_suggest_harm_end_the_hard_day(self, words: str) -> None:
        sitting = a_hard_day("break", "lunch").write(words)

        assert sitting.asked == "anything-else"

    def test_a_strong_word_or_a_feeling_about_a_part_is_followed_once(self) -> None:
        sitting = at_school("break", "lunch").write("I always feel sad")

        assert sitting.asked == "a-time:good:break"
        assert sitting.write("on my birthday").asked == "good:lunch"
        assert sitting.claim("a-time:good:break") == "Good day, Break: asked to tell about a time, Zara said:"

    def test_pictures_and_other_words_about_a_part_lead_on_to_the_next(self) -> None:
        assert at_school("break", "lunch").pick("outside").asked == "good:lunch"
        assert at_school("break", "lunch").write("football").asked == "good:lunch"

    def test_a_time_that_suggests_harm_ends_the_hard_day(self) -> None:
        sitting = a_hard_day("break", "lunch").write("I am always scared").write("he hit me")

        assert sitting.asked == "anything-else"

    def test_a_day_without_anything_in_it_is_let_go(self) -> None:
        assert at_school("break").skip().pick("enough").asked is None


class TestWhatIsSaid:
    def test_a_part_is_claimed_by_its_pictures(self) -> None:
        sitting = at_school("break").pick("ball-games", "outside")

        assert sitting.claim("good:break") == "Good day, Break: Zara picked Ball games, Being outside."
        said = sitting.says()["good:break"]
        assert (said.theme, said.leaning, said.content) == (Theme.LIKES, Leaning.GOOD, "views_working")
        assert said.pictures == ("football", "outside")

    def test_words_stand_whole_after_the_claim(self) -> None:
        sitting = a_hard_day("lunch").write("its to loud and I cant eat")

        assert sitting.claim("hard:lunch") == "Hard day, Lunch: Zara said:"
        said = sitting.says()["hard:lunch"]
        assert (said.words, said.leaning) == ("its to loud and I cant eat", Leaning.HARD)

    def test_pictures_with_words_are_both(self) -> None:
        sitting = at_school("lunch").pick_and_write("club", "trains with Mr Khan")

        assert sitting.claim("good:lunch") == "Good day, Lunch: Zara picked A club. And said:"

    def test_every_way_of_not_telling_is_its_own(self) -> None:
        sitting = at_school("lessons", "break", "lunch", "afternoon").skip().dont_know().stop()

        assert [sitting.claim(f"good:{part}") for part in ("lessons", "break", "lunch", "afternoon")] == [
            "Good day, Lessons: Zara skipped it.",
            "Good day, Break: Zara picked I don’t know.",
            "Good day, Lunch: Zara stopped here.",
            "Good day, Afternoon: Zara was not asked.",
        ]

    def test_parts_that_nobody_wanted_are_no_gaps(self) -> None:
        assert "good:lessons" not in at_school("break").pick("outside").says()

    def test_a_hard_day_that_was_not_reached_was_not_asked(self) -> None:
        sitting = at_school("break").stop()

        assert sitting.says()["hard-day-too"].state is State.NOT_ASKED

    def test_a_hard_day_that_was_not_wanted_is_told_and_is_no_view(self) -> None:
        sitting = at_school("break").pick("outside").skip_to("hard-day-too").pick("enough")

        assert sitting.claim("hard-day-too") == "Offered to talk about a hard day, Zara picked That is enough."
        said = sitting.says()["hard-day-too"]
        assert (said.state, said.leaning) == (State.SKIPPED, Leaning.NONE), "nobody turned a card over"

    def test_what_adults_should_do_is_support(self) -> None:
        sitting = a_hard_day("lunch").pick("noise").skip().pick("space", "wait")

        assert (
            sitting.claim("adults-do") == "Asked what adults should do on a hard day, Zara picked Give me space, Wait."
        )
        assert sitting.says()["adults-do"].theme is Theme.SUPPORT

    def test_more_good_days_is_a_hope_that_may_want_an_outcome(self) -> None:
        sitting = (
            at_school("break").pick("outside").skip_to("more-good-days").write("PE every single day").pick("please-try")
        )

        said = sitting.says()["more-good-days"]
        assert (said.theme, said.wants, said.words) == (Theme.HOPES, "please-try", "PE every single day")

    def test_the_best_bit_is_named_by_its_part(self) -> None:
        sitting = at_school("break", "lunch").pick("ball-games").pick("club").pick("good:lunch")

        assert sitting.claim("best-bit") == "Zara picked Lunch as the best bit of a good day."

    def test_the_best_bit_may_be_one_that_no_part_names(self) -> None:
        sitting = at_school("break", "lunch").pick("ball-games").pick("club").write("seeing Tom")

        assert sitting.asked == "helps"
        assert sitting.claim("best-bit") == "Asked for the best bit of a good day, Zara said:"
        assert sitting.says()["best-bit"].words == "seeing Tom"


class TestWhatChanged:
    def test_a_part_told_in_other_pictures_is_told(self) -> None:
        before, now = at_school("break").pick("by-myself"), at_school("break").pick("with-others")

        (change,) = ACTIVITY.changes(before.answer, now.answer, now.around)

        told = [in_english(text) for text in (change.about, change.before, change.after)]
        assert told == ["Good day, Break", "By myself", "With other people"]

    def test_the_same_pictures_in_another_order_are_no_change(self) -> None:
        before, now = at_school("break").pick("outside", "snack"), at_school("break").pick("snack", "outside")

        assert ACTIVITY.changes(before.answer, now.answer, now.around) == []

    def test_something_else_need_not_be_the_same_thing(self) -> None:
        before, now = at_school("break").pick("something-else"), at_school("break").pick("snack")

        assert ACTIVITY.changes(before.answer, now.answer, now.around) == []


@pytest.mark.parametrize("key", ["my-day", "my-school-day"])
def test_the_parts_of_the_day_take_turns_from_waking_to_bedtime(key: str) -> None:
    question = ACTIVITY.by_key.asks[key]
    assert isinstance(question, Choose)

    turns = [choice.turn for choice in question.choices]
    assert turns == sorted(set(turns)), "two parts of the day would come in any order"
