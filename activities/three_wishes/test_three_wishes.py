"""What is special about three wishes: how each wish goes on, and what it claims."""

from __future__ import annotations

import pytest

from activities.contract import Answer, Leaning, OwnWords, Provenance, State, Theme, Touch, touch, used_elsewhere
from activities.three_wishes import ACTIVITY
from tests.activities.sitting import Sitting, in_english


def wishing(*settings: str, interpreted: bool = False) -> Sitting:
    return Sitting(ACTIVITY, *settings, interpreted=interpreted)


def two_wishes() -> Sitting:
    """Before it is asked which of them matters most."""
    return wishing().pick("trips").skip().pick("please-try").pick("club").skip().pick("just-saying").skip()


def offered(item: str, answer: Answer) -> set[str]:
    """The pictures that can be picked there."""
    question = ACTIVITY.by_key.asks[item]
    assert isinstance(question, OwnWords)
    return {choice.value for choice in question.choices} - used_elsewhere(question, answer)


class TestThePictures:
    def test_one_that_was_wished_for_is_not_offered_again(self) -> None:
        sitting = wishing().pick("club").skip().pick("please-try")

        assert "club" not in offered("wish:2", sitting.answer)
        assert "club" in offered("wish:1", sitting.answer), "it can be taken away where it was picked"

    @pytest.mark.parametrize("later", ["wish-pictures:2", "wish-later:2", "wish:3"])
    def test_in_whichever_way_the_next_wish_is_made(self, later: str) -> None:
        assert "club" not in offered(later, wishing().pick("club").answer)

    def test_it_is_offered_again_once_it_was_undone_or_said_in_other_words(self) -> None:
        undone = wishing().pick("club").back().back()
        in_words = wishing().pick("club").says_anew("wish:1", "less shouting")

        assert "club" in offered("wish:2", undone.answer)
        assert "club" in offered("wish:2", in_words.answer)

    def test_something_else_may_be_another_thing_each_time(self) -> None:
        assert "something-else" in offered("wish:2", wishing().pick("something-else").answer)


class TestTheWayThroughIt:
    def test_a_wish_in_many_words_is_asked_what_would_be_different(self) -> None:
        assert wishing().write("I wish we had a rabbit in class").asked == "different:1"

    def test_a_wish_in_few_words_is_asked_for_more(self) -> None:
        assert wishing().write("a den").asked == "tell-more:1"

    @pytest.mark.parametrize(
        ("words", "asked"),
        [
            ("I never get a turn on the computer", "a-time:1"),
            ("to be less scared in maths lessons", "when-feels:1"),
            ("a soft seat in the library", "what-is-it-like:1"),
            ("a robot that does all my writing", "like:1"),
        ],
    )
    def test_what_is_asked_next_follows_from_what_was_said(self, words: str, asked: str) -> None:
        assert wishing().write(words).asked == asked

    def test_a_wish_that_names_a_place_is_asked_what_it_would_be_like(self) -> None:
        sitting = wishing().write("Quieter corridors at lunch")

        assert sitting.step is not None
        for words in (sitting.step.question.ask.simple, sitting.step.question.ask.older):
            assert in_english(words) == "What would that be like?"
        assert sitting.write("I could hear my friend").claim("what-is-it-like:1") == (
            "Asked what Wish 1 would be like, Zara said:"
        )

    def test_a_wish_found_in_pictures_or_made_later_goes_on_like_any_other(self) -> None:
        found = wishing().dont_know().pick("pictures").pick("trips")
        later = wishing().dont_know().pick("later").skip().skip().pick("trips")

        for sitting in (found, later):
            assert sitting.asked == "different:1"
            assert sitting.skip().asked == "wants:1"
            assert sitting.pick("please-try").says()["wish:1"].wants == "please-try"

    def test_a_wish_that_is_changed_is_asked_about_again(self) -> None:
        sitting = wishing().pick("trips").pick("with-others").pick("please-try")
        sitting.move("wish:1", "club")
        sitting.activity.check(sitting.answer.as_stored(), sitting.around)

        assert sitting.asked == "wish:1"
        sitting.answer = touch(ACTIVITY.by_key.asks["wish:1"], sitting.answer, Touch("next", "wish:1"), sitting.around)
        assert sitting.asked == "different:1"
        assert "different:1" not in sitting.says()
        assert sitting.says()["wish:1"].wants is None

    def test_a_wish_can_be_changed_after_it_was_picked_as_the_one_that_matters_most(self) -> None:
        sitting = wishing().pick("trips").skip().pick("please-try").pick("club").skip().pick("just-saying").skip()
        sitting.pick("wish:1").move("wish:1", "less-noise")

        sitting.activity.check(sitting.answer.as_stored(), sitting.around)

    def test_then_whether_it_is_just_said_or_please_try(self) -> None:
        assert wishing().write("a den").write("one with a door").asked == "wants:1"

    def test_then_comes_the_next_wish(self) -> None:
        assert wishing().write("a den").skip().pick("please-try").asked == "wish:2"

    def test_a_skipped_wish_is_let_go(self) -> None:
        assert wishing().skip().asked == "wish:2"

    @pytest.mark.parametrize("words", ["that he does not hit me", "not to be scared at home"])
    def test_a_wish_that_suggests_harm_is_asked_nothing_more(self, words: str) -> None:
        assert wishing().write(words).asked == "wish:2"

    def test_who_does_not_know_is_offered_pictures_or_later_or_nothing(self) -> None:
        assert wishing().dont_know().asked == "unsure:1"
        assert wishing().dont_know().pick("pictures").asked == "wish-pictures:1"
        assert wishing().dont_know().pick("leave-it").asked == "wish:2"

    def test_a_wish_put_off_comes_after_the_others(self) -> None:
        sitting = wishing().dont_know().pick("later").skip().skip()

        assert sitting.asked == "wish-later:1"

    def test_which_matters_most_is_asked_of_two_wishes_and_not_of_one(self) -> None:
        one = wishing().pick("trips").skip().pick("please-try").skip().skip()
        two = wishing().pick("trips").skip().pick("please-try").pick("club").skip().pick("just-saying").skip()

        assert one.asked == "who-could-help"
        assert two.asked == "matters-most"

    def test_who_wished_for_nothing_is_asked_nothing_more(self) -> None:
        assert wishing().skip().skip().skip().asked is None


class TestWhatIsSaid:
    def test_a_wish_stands_in_the_pupils_words_and_nobody_elses(self) -> None:
        sitting = wishing().write("I wish we had a rabbit, its for evryone")

        wish = sitting.says()["wish:1"]
        assert wish.words == "I wish we had a rabbit, its for evryone"
        assert (wish.theme, wish.leaning, wish.content) == (Theme.HOPES, Leaning.NONE, "aspirations")
        assert wish.provenance is Provenance.OWN_WORDS_TYPED
        assert sitting.claim("wish:1") == "Wish 1, as Zara said it:"

    def test_who_wrote_it_down_is_part_of_it(self) -> None:
        wish = wishing().write("no more spelling", by="Miss Begum").says()["wish:1"]

        assert (wish.provenance, wish.written_by) == (Provenance.SCRIBED_VERBATIM, "Miss Begum")

    def test_from_signing_it_is_interpreted(self) -> None:
        wish = wishing(interpreted=True).write("quiet please", by="Miss Begum").says()["wish:1"]

        assert wish.provenance is Provenance.INTERPRETED

    def test_a_picture_is_claimed_as_a_picture(self) -> None:
        sitting = wishing().pick("less-noise")

        assert sitting.claim("wish:1") == "Wish 1: Zara picked the picture Less noise."
        assert sitting.says()["wish:1"].words is None
        assert sitting.says()["wish:1"].pictures == ("less-noise",)

    def test_a_picture_with_words_is_both(self) -> None:
        sitting = wishing().pick_and_write("club", "trains")

        assert sitting.claim("wish:1") == "Wish 1: Zara picked the picture A new club and said:"
        assert sitting.says()["wish:1"].words == "trains"

    def test_a_wish_found_among_the_pictures_counts_as_that_wish(self) -> None:
        sitting = wishing().dont_know().pick("pictures").pick("trips")

        wish = sitting.says()["wish:1"]
        assert (wish.state, wish.prompts) == (State.GIVEN, ("pictures-shown",))

    def test_only_please_try_wants_an_outcome(self) -> None:
        sitting = wishing().pick("trips").skip().pick("please-try").pick("club").skip().pick("just-saying")

        says = sitting.says()
        assert [says[f"wish:{n}"].wants for n in (1, 2, 3)] == ["please-try", "just-saying", None]

    def test_every_way_of_not_wishing_is_its_own(self) -> None:
        sitting = wishing().skip().dont_know().pick("leave-it").stop()

        assert [sitting.claim(f"wish:{n}") for n in (1, 2, 3)] == [
            "Zara skipped Wish 1.",
            "Zara picked I don’t know for Wish 2.",
            "Zara stopped at Wish 3.",
        ]

    def test_wishes_not_reached_were_not_asked(self) -> None:
        assert wishing().stop().claim("wish:2") == "Zara was not asked for Wish 2."

    def test_what_was_begun_when_the_pupil_stopped_is_kept(self) -> None:
        sitting = wishing().write("a fish").back().stop()

        wish = sitting.says()["wish:1"]
        assert (wish.state, wish.words) == (State.STOPPED, "a fish")

    def test_what_was_begun_later_and_stopped_is_kept(self) -> None:
        sitting = wishing().dont_know().pick("later").skip().skip().write("a fish").back().stop()

        assert sitting.says()["wish:1"].words == "a fish"

    def test_who_could_help_lists_the_pictures(self) -> None:
        sitting = wishing().pick("trips").skip().pick("please-try").skip().skip().pick("teacher", "me")

        assert sitting.claim("who-could-help") == "Asked who could help with Wish 1, Zara picked: My teacher, Me."
        assert sitting.says()["who-could-help"].theme is Theme.SUPPORT

    def test_who_could_help_says_with_what_as_the_page_shows_it(self) -> None:
        most = two_wishes().pick("wish:2").pick("me")
        in_words = two_wishes().write("that we are all kind").pick("me")
        not_known = two_wishes().dont_know().pick("me")

        assert most.claim("who-could-help") == "Asked who could help with Wish 2, Zara picked: Me."
        assert in_words.claim("who-could-help") == "Asked who could help with what matters most, Zara picked: Me."
        assert not_known.claim("who-could-help") == "Asked who could help with Wish 1, Zara picked: Me."

    def test_who_could_help_is_asked_again_of_a_wish_that_was_changed(self) -> None:
        sitting = two_wishes().pick("wish:2").pick("me").says_anew("wish:2", "to be last no more, ever again").skip()
        sitting.skip().skip()

        assert sitting.asked == "who-could-help"

    def test_who_could_help_is_asked_again_of_a_wish_in_words_that_was_said_in_others(self) -> None:
        sitting = wishing().write("a rabbit in our class").write("calmer").pick("please-try")
        sitting.write("a seat by the window").write("sun").pick("please-try").skip().pick("wish:2").pick("me")
        sitting.says_anew("wish:2", "to choose whom I work with").skip_to("matters-most").pick("wish:2")

        assert sitting.asked == "who-could-help"

    def test_whoever_had_no_wish_later_is_asked_nothing_about_it(self) -> None:
        sitting = wishing().dont_know().pick("later").pick("club").skip().skip().skip()
        assert sitting.asked == "wish-later:1"
        sitting.pick("no-more")

        assert sitting.asked == "who-could-help"
        assert sitting.pick("me").claim("who-could-help") == "Asked who could help with Wish 2, Zara picked: Me."

    def test_an_older_pupil_who_was_asked_for_things_to_change_is_not_said_to_have_wished(self) -> None:
        sitting = wishing("older").pick("trips").skip().pick("please-try").write("no shouting at lunch").write("calmer")
        sitting.pick("just-saying").skip().pick("wish:1")

        assert sitting.claim("wish:1").startswith("Change 1: Zara picked the picture ")
        assert sitting.claim("wish:2") == "Change 2, as Zara said it:"
        assert sitting.claim("matters-most").startswith("Asked which one matters most, Zara picked Change 1: ")
        assert [key for key in sitting.says() if "ish" in sitting.claim(key)] == []

    def test_the_one_that_matters_most_is_named(self) -> None:
        sitting = wishing().pick("trips").skip().pick("please-try").pick("club").skip().pick("just-saying").skip()

        assert (
            sitting.pick("wish:2").claim("matters-most")
            == "Asked which wish matters most, Zara picked Wish 2: A new club."
        )

    def test_with_words_beside_it_the_wish_is_still_named(self) -> None:
        sitting = wishing().pick("trips").skip().pick("please-try").pick("club").skip().pick("just-saying").skip()
        sitting.pick_and_write("wish:2", "on Fridays")

        assert (
            sitting.claim("matters-most") == "Asked which wish matters most, Zara picked Wish 2: A new club. And said:"
        )
        assert sitting.says()["matters-most"].words == "on Fridays"

    def test_in_own_words_none_of_them_may_matter_most(self) -> None:
        sitting = wishing().pick("trips").skip().pick("please-try").pick("club").skip().pick("just-saying").skip()
        sitting.write("that we are all kind")

        assert sitting.claim("matters-most") == "Asked which wish matters most, Zara said:"
        assert sitting.says()["matters-most"].words == "that we are all kind"


class TestWhatChanged:
    def test_a_wish_made_again_in_another_place_is_told(self) -> None:
        before = wishing().pick("trips").skip().pick("please-try").pick("club")
        after = wishing().pick("club")

        (change,) = ACTIVITY.changes(before.answer, after.answer, after.around)

        told = [in_english(text) for text in (change.about, change.before, change.after)]
        assert told == ["A new club", "Wish 2", "Wish 1"]

    def test_the_same_wish_in_the_same_place_is_no_change(self) -> None:
        sitting = wishing().pick("trips")

        assert ACTIVITY.changes(sitting.answer, sitting.answer, sitting.around) == []

    def test_something_else_twice_need_not_be_the_same_thing(self) -> None:
        before = wishing().pick("trips").skip().pick("please-try").pick("something-else")
        after = wishing().pick("something-else")

        assert ACTIVITY.changes(before.answer, after.answer, after.around) == []
