"""Photos of school: what is asked for each, and what they say."""

from __future__ import annotations

import pytest

from activities.contract import AnswerProblem, Leaning, State, Text, Theme, Touch, touch
from activities.photo_capture import ACTIVITY
from tests.activities.sitting import Sitting, in_english

KEY = "7b0f0a52-6f2e-4f0e-9d7a-3a1d6f8c2b11"


def showing(what: str) -> Sitting:
    return Sitting(ACTIVITY).pick(what)


def take(sitting: Sitting, key: str = KEY) -> Sitting:
    """A photo taken, and Next."""
    item = sitting.asked
    assert item is not None
    question = sitting.activity.by_key.asks[item]
    for what in (Touch("photo", item, key), Touch("next", item)):
        sitting.answer = touch(question, sitting.answer, what, sitting.around)
        sitting.activity.check(sitting.answer.as_stored(), sitting.around)
    return sitting


class TestWhatIsAsked:
    def test_a_place_is_asked_about_and_how_it_is_there(self) -> None:
        sitting = take(showing("place"))
        asked = []
        for _ in range(4):
            asked.append(sitting.asked)
            sitting.skip()
        assert asked == ["is:1", "how:1", "happens:1", "more:1"]

    def test_what_helps_is_not_asked_how_it_is(self) -> None:
        assert take(showing("helps")).write("my chair").asked == "happens:1"

    def test_a_photo_is_asked_for_again_where_it_is_to_show_something_else_now(self) -> None:
        sitting = take(showing("helps")).write("my chair").pick("waiting")
        sitting.move("what:1", "in-the-way")

        assert sitting.asked == "photo:1"
        # Nobody said that my chair gets in the way; nor is the photo lost until they do.
        shown = sitting.says()["photo:1"]
        assert in_english(shown.claim) == "Zara showed a photo of something:"
        assert (shown.words, shown.photos, shown.leaning, shown.theme) == (
            "my chair",
            (KEY,),
            Leaning.NONE,
            Theme.LIKES,
        )
        assert sitting.claim("what:1") == "Asked what to show, Zara picked It gets in the way."
        take(sitting)
        assert sitting.asked == "more:1", "what was said of the same photo stands"
        assert sitting.claim("photo:1") == "Zara showed a photo of something that gets in the way:"

    def test_a_photo_stays_where_other_words_are_said_for_what_it_was_to_show(self) -> None:
        sitting = take(Sitting(ACTIVITY).write("my wobbly seat")).write("my chair").skip_to("anything-else").skip()
        sitting.says_anew("what:1", "where I can be alone")

        said = sitting.says()
        assert said["what:1"].words == "where I can be alone"
        assert (said["photo:1"].words, said["photo:1"].photos) == ("my chair", (KEY,))

    def test_a_tap_on_how_it_is_does_not_stand_with_new_words_about_it(self) -> None:
        sitting = take(showing("place")).write("the hall").pick("good").says_anew("how:1", "they push me there")

        assert sitting.claim("how:1") == "Asked how the first thing shown is, Zara said:"
        assert (sitting.says()["how:1"].leaning, sitting.says()["photo:1"].leaning) == (Leaning.NONE, Leaning.NONE)

    def test_up_to_four_can_be_shown(self) -> None:
        sitting = Sitting(ACTIVITY)
        for n in (1, 2, 3, 4):
            assert sitting.asked == f"what:{n}"
            take(sitting.pick("helps")).skip().skip()
            if n < 4:
                sitting.pick("another")
        assert sitting.asked == "anything-else"

    def test_enough_leads_to_anything_else_and_to_looking_at_all(self) -> None:
        sitting = take(showing("proud")).skip().skip().pick("enough")
        assert sitting.asked == "anything-else"
        assert sitting.skip().asked == "read-back"

    def test_a_feeling_or_a_strong_word_about_it_is_followed_once(self) -> None:
        strong = take(showing("place")).write("I always hate this corridor").pick("not-good").write("it makes me sad")
        assert strong.asked == "a-time:1"
        assert strong.skip().asked == "more:1"
        assert take(showing("helps")).write("it keeps me calm").skip().asked == "when-feels:1"

    def test_a_word_for_what_it_is_leads_to_nothing_and_a_word_for_what_happens_is_asked_on(self) -> None:
        assert take(showing("helps")).write("my chair").skip().asked == "more:1"
        assert take(showing("helps")).write("my chair").write("we read").asked == "tell-more:1"

    def test_before_the_camera_opens_it_says_where_none_are_taken(self) -> None:
        hint = ACTIVITY.by_key.questions["photo:1"].hint
        assert hint is not None
        for said in (hint.simple.text, hint.older.text):
            assert "No toilets" in said
            assert "changing" in said
            assert "medical rooms" in said

    def test_words_that_suggest_harm_are_kept_and_not_asked_about(self) -> None:
        sitting = take(showing("place")).write("he hit me there")
        assert sitting.asked == "more:1"

    def test_a_picture_can_be_picked_instead(self) -> None:
        assert showing("place").pick("toilets").asked == "is:1"

    def test_no_photo_is_taken_of_what_is_not_to_be_shown(self) -> None:
        assert Sitting(ACTIVITY).skip().asked is None


class TestWhatItSays:
    @pytest.mark.parametrize(
        ("what", "named", "leaning"),
        [
            ("helps", "something that helps", Leaning.GOOD),
            ("in-the-way", "something that gets in the way", Leaning.HARD),
            ("proud", "something to be proud of", Leaning.GOOD),
            ("place", "a place", Leaning.NONE),
        ],
    )
    def test_a_photo_is_told_with_the_pupils_words(self, what: str, named: str, leaning: Leaning) -> None:
        said = take(showing(what)).write("my chair").says()["photo:1"]
        assert in_english(said.claim) == f"Zara showed a photo of {named}:"
        assert (said.words, said.photos, said.leaning) == ("my chair", (KEY,), leaning)

    @pytest.mark.parametrize(
        ("pick", "leaning"), [("good", Leaning.GOOD), ("between", Leaning.MIXED), ("not-good", Leaning.HARD)]
    )
    def test_a_place_leans_as_the_pupil_said(self, pick: str, leaning: Leaning) -> None:
        sitting = take(showing("place")).write("the hall").pick(pick)
        assert sitting.says()["photo:1"].leaning is leaning
        assert sitting.says()["how:1"].leaning is leaning

    def test_what_it_is_can_be_said_by_a_picture(self) -> None:
        sitting = take(showing("helps")).pick("my-seat")
        assert sitting.claim("is:1") == "Asked what the first thing shown is, Zara picked My seat."
        assert sitting.says()["is:1"].pictures == ("seat",)
        assert sitting.claim("photo:1") == "Zara showed a photo of something that helps."

    def test_words_beside_that_picture_are_said_with_it_and_once(self) -> None:
        sitting = take(showing("helps")).pick_and_write("made", "my robot")
        assert sitting.claim("is:1") == "Asked what the first thing shown is, Zara picked Something I made and said:"
        assert (sitting.says()["is:1"].words, sitting.says()["photo:1"].words) == ("my robot", None)

    def test_a_caption_an_adult_wrote_stays_the_adults_writing(self) -> None:
        said = take(showing("helps")).write("my chair", by="Miss Begum").says()["photo:1"]
        assert (said.provenance.value, said.written_by) == ("SCRIBED_VERBATIM", "Miss Begum")

    def test_a_photo_alone_claims_only_that_it_was_shown(self) -> None:
        sitting = take(showing("helps")).skip()
        assert sitting.claim("photo:1") == "Zara showed a photo of something that helps."
        assert sitting.says()["photo:1"].words is None

    def test_a_picture_is_no_photo(self) -> None:
        sitting = showing("place").pick("toilets")
        assert sitting.claim("photo:1") == "Zara picked the picture Toilets for a place."
        assert sitting.says()["photo:1"].photos == ()

    @pytest.mark.parametrize(
        ("way", "state", "claim"),
        [
            ("skip", State.SKIPPED, "Zara skipped showing something that helps."),
            ("dont_know", State.DONT_KNOW, "Zara picked I don’t know when asked to show something that helps."),
            ("stop", State.STOPPED, "Zara stopped at showing something that helps."),
        ],
    )
    def test_every_way_of_not_answering_is_told_apart(self, way: str, state: State, claim: str) -> None:
        sitting = showing("helps")
        getattr(sitting, way)()
        assert (sitting.says()["photo:1"].state, sitting.claim("photo:1")) == (state, claim)

    @pytest.mark.parametrize("way", ["skip", "dont_know", "stop"])
    def test_not_choosing_what_to_show_is_told_too(self, way: str) -> None:
        sitting = Sitting(ACTIVITY)
        getattr(sitting, way)()
        assert [(said.key, said.state) for said in sitting.says().values()][1:] == [("photo:1", State.NOT_ASKED)]
        assert sitting.says()["what:1"].state is not State.GIVEN

    def test_what_was_to_be_shown_is_told_where_nothing_was_shown(self) -> None:
        left = showing("in-the-way")
        assert left.claim("what:1") == "Asked what to show, Zara picked It gets in the way."
        assert left.says()["what:1"].state is State.GIVEN
        assert left.claim("photo:1") == "Zara was not asked for more about something that gets in the way."
        assert "what:1" in left.skip().says()
        assert "what:1" not in showing("in-the-way").pick("library").says()

    def test_what_is_shown_may_be_said_in_own_words_and_is_then_called_nothing_else(self) -> None:
        sitting = take(Sitting(ACTIVITY).write("where I hide my bag"))
        assert sitting.claim("what:1") == "Asked what to show, Zara said:"
        assert sitting.says()["what:1"].words == "where I hide my bag"
        assert sitting.claim("photo:1") == "Zara showed a photo of something."

    def test_no_photo_is_asked_for_of_what_suggests_harm(self) -> None:
        assert Sitting(ACTIVITY).write("where he hit me").asked != "photo:1"

    def test_a_photo_without_a_key_is_none(self) -> None:
        sitting = take(showing("helps"))
        raw = sitting.answer.as_stored()
        raw["items"]["photo:1"]["photos"] = ["../../etc/passwd"]
        with pytest.raises(AnswerProblem):
            ACTIVITY.check(raw, sitting.around)


class TestWhatChanged:
    def test_the_same_place_now_another_way_is_told(self) -> None:
        before = showing("place").pick("hall").skip().pick("not-good")
        after = showing("place").pick("hall").skip().pick("good")
        (change,) = ACTIVITY.changes(before.answer, after.answer, after.around)
        told: list[Text] = [change.about, change.before, change.after]
        assert [in_english(text) for text in told] == ["Hall", "Not good", "Good"]

    def test_a_place_that_helped_and_now_gets_in_the_way_is_told(self) -> None:
        before, after = showing("helps").pick("library"), showing("in-the-way").pick("library")
        (change,) = ACTIVITY.changes(before.answer, after.answer, after.around)
        told = [in_english(text) for text in (change.about, change.before, change.after)]
        assert told == ["Library", "It helps me", "It gets in the way"]

    def test_any_place_is_no_view_of_it(self) -> None:
        before, after = showing("place").pick("library"), showing("helps").pick("library")
        assert ACTIVITY.changes(before.answer, after.answer, after.around) == []

    def test_a_place_shown_in_two_ways_on_one_day_is_not_compared(self) -> None:
        before = showing("helps").pick("library").skip().skip().pick("another").pick("in-the-way").pick("library")
        after = showing("helps").pick("library")
        assert ACTIVITY.changes(before.answer, after.answer, after.around) == []

    def test_photos_of_two_days_are_not_compared(self) -> None:
        before = take(showing("place")).skip().pick("good")
        after = take(showing("place")).skip().pick("not-good")
        assert ACTIVITY.changes(before.answer, after.answer, after.around) == []
