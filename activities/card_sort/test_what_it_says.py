"""What a card sort says, and what it leaves unsaid."""

from __future__ import annotations

import pytest

from activities.card_sort import ACTIVITY
from activities.card_sort.cards import TOPICS
from activities.contract import Answer, Leaning, Provenance, Said, State, Surroundings, Theme
from tests.activities.sitting import Sitting, in_english
from tests.activities.sorting import past_the_inside, sort, talked_about

TYPED = Provenance.OWN_WORDS_TYPED
#: Words that were begun beside something lie nowhere yet: so they are stated when the tablet is given back.
BESIDE = Said(State.GIVEN, words="too loud", provenance=TYPED)
MATHS = Said(State.GIVEN, picks=("card:maths",))


@pytest.mark.parametrize(
    ("key", "items", "claim"),
    [
        ("card:art", {"card:art": BESIDE}, "About Art, Zara said:"),
        (
            "inside:lesson-noise",
            {"talk-about": MATHS, "inside:lesson-noise": BESIDE},
            "About Maths, Zara said of The noise:",
        ),
        (
            "inside:own",
            {
                "talk-about": MATHS,
                "own-inside": Said(State.GIVEN, words="the bell", provenance=TYPED),
                "inside:own": BESIDE,
            },
            "About Maths, Zara named one more thing:",
        ),
        (
            "card:own-1",
            {"own:1": Said(State.GIVEN, words="the stairs", provenance=TYPED), "card:own-1": BESIDE},
            "Zara added own card 1. It says:",
        ),
        (
            "card:own-1",
            {"own:1": Said(State.GIVEN, photos=("a-photo",)), "card:own-1": BESIDE},
            "Zara added a photo as own card 1.",
        ),
    ],
)
def test_words_that_wait_for_a_place_are_not_claimed_to_have_been_put(
    key: str, items: dict[str, Said], claim: str
) -> None:
    answer = Answer(items={"topic": Said(State.GIVEN, picks=("lessons",)), **items})
    said = next(one for one in ACTIVITY.statements(answer, Surroundings()) if one.key == key)
    assert (in_english(said.claim), said.leaning) == (claim, Leaning.NONE)


class TestWhatIsSaid:
    def test_every_card_of_the_topic_is_a_statement_with_its_own_state(self) -> None:
        sitting = sort("lessons").pick("good").skip().dont_know().turn_over().stop()

        states = [said.state for said in sitting.says().values()]
        assert states[:5] == [State.GIVEN, State.SKIPPED, State.DONT_KNOW, State.TURNED_OVER, State.STOPPED]
        assert set(states[5:]) == {State.NOT_ASKED}
        assert len(states) == len(TOPICS["lessons"])

    def test_cards_of_other_topics_are_no_statements(self) -> None:
        assert not [key for key in sort("lessons").says() if key in {card.item for card in TOPICS["people"]}]

    def test_a_topic_in_the_pupils_own_words_is_kept_and_leads_to_own_cards(self) -> None:
        sitting = Sitting(ACTIVITY).write("my bus")

        assert (sitting.claim("topic"), sitting.says()["topic"].words) == (
            "Asked what to talk about, Zara said:",
            "my bus",
        )
        assert list(sitting.says()) == ["topic"]
        assert sitting.asked == "own:1"

    def test_a_claim_is_the_tap(self) -> None:
        sitting = sort("lessons").pick("good").pick("between").pick("not-good").turn_over().skip().dont_know().stop()

        assert [sitting.claim(card.item) for card in TOPICS["lessons"][:8]] == [
            "Zara put Art under Good.",
            "Zara put Maths under In between.",
            "Zara put PE under Not good.",
            "Zara did not want to say about Reading.",
            "Zara skipped Music.",
            "Zara picked I don’t know for Writing.",
            "Zara stopped at Computing.",
            "Zara was not asked about Science.",
        ]

    def test_only_an_answer_leans(self) -> None:
        says = sort("lessons").pick("good").pick("between").pick("not-good").turn_over().skip().dont_know().says()

        leanings = [said.leaning for said in says.values()]
        assert leanings[:3] == [Leaning.GOOD, Leaning.MIXED, Leaning.HARD]
        assert set(leanings[3:]) == {Leaning.NONE}

    def test_what_fits_no_box_of_working_or_not_goes_into_neither(self) -> None:
        says = sort("lessons").pick("good").pick("between").pick("not-good").skip().says()

        assert [said.content for said in says.values()][:4] == [
            "views_working",
            "important_to",
            "views_not_working",
            "important_to",
        ]

    @pytest.mark.parametrize(
        ("topic", "theme"), [("people", Theme.PEOPLE), ("help", Theme.SUPPORT), ("places", Theme.LIKES)]
    )
    def test_the_topic_gives_the_theme(self, topic: str, theme: Theme) -> None:
        assert {said.theme for said in sort(topic).pick("good").says().values()} == {theme}

    def test_help_that_works_goes_to_how_to_support(self) -> None:
        says = sort("help").pick("good").pick("not-good").says()

        assert says["card:adult-help"].content == "how_to_support"
        assert says["card:more-time"].content == "views_not_working"

    def test_what_lies_inside_a_card_names_both(self) -> None:
        sitting = talked_about("places", "card:dinner-hall", "not-good").pick("good").pick("not-good")

        assert sitting.claim("talk-about") == "Zara picked Dinner hall to talk about."
        assert sitting.claim("inside:dinner-noise") == "About Dinner hall, Zara put The noise under Not good."
        assert sitting.says()["inside:dinner-queue"].state is State.NOT_ASKED

    def test_a_part_that_no_card_names_stands_in_the_pupils_words(self) -> None:
        sitting = talked_about("places", "card:dinner-hall", "not-good").sort_all("good")
        sitting.write("the bell", by="Miss Begum").pick("not-good")

        said = sitting.says()["inside:own"]
        assert sitting.claim("inside:own") == "About Dinner hall, Zara named one more thing and put it under Not good:"
        assert (said.words, said.written_by, said.leaning) == ("the bell", "Miss Begum", Leaning.HARD)

    def test_what_is_said_beside_such_a_part_is_said_of_the_part_and_not_of_the_whole_card(self) -> None:
        sitting = talked_about("places", "card:dinner-hall", "not-good").sort_all("good")
        sitting.write("the bins").pick_and_write("not-good", "by the door")

        assert sitting.says()["beside-own-inside"].words == "by the door"
        assert sitting.claim("beside-own-inside") == (
            "About Dinner hall, Zara named one more thing. About that, Zara said:"
        )

    def test_beside_an_own_card_that_is_a_photo_stands_the_photo_and_no_picture_that_nobody_picked(self) -> None:
        photo = "00000000-0000-4000-8000-000000000001"
        sitting = sort("places", "short").sort_all("good").pick("own").show(photo).pick("good")

        own = sitting.says()["card:own-1"]
        assert sitting.claim("card:own-1") == "Zara added a photo as own card 1 and put it under Good."
        assert (own.photos, own.pictures) == ((photo,), ())

    def test_an_own_card_stands_in_the_pupils_words(self) -> None:
        sitting = sort("places", "short").sort_all("good").pick("own")
        sitting.write("the den where nobody shouts", by="Miss Begum").pick("good")

        own = sitting.says()["card:own-1"]
        assert own.words == "the den where nobody shouts"
        assert (own.provenance, own.written_by) == (Provenance.SCRIBED_VERBATIM, "Miss Begum")
        assert sitting.claim("card:own-1") == "Zara added own card 1 and put it under Good. It says:"

    def test_only_an_own_cards_own_sentence_tells_what_it_says(self) -> None:
        sitting = sort("places", "short").sort_all("good").pick("own").write("the den").pick("not-good")
        sitting.skip().pick("yes").pick("card:own-1")
        telling = [key for key in sitting.says() if "own card 1" in sitting.claim(key)]
        assert len(telling) > 1
        assert [key for key in sitting.says() if "the den" in f"{sitting.claim(key)} {sitting.says()[key].words}"] == [
            "card:own-1"
        ]

    def test_an_own_card_that_names_somebody_in_the_room_is_kept_and_not_sorted(self) -> None:
        sitting = Sitting(ACTIVITY, "short", names=("miss begum", "begum")).pick("places").sort_all("good").pick("own")
        sitting.write("miss Begum shouts")

        assert sitting.asked == "own:2", "the conversation goes on"
        own = sitting.says()["card:own-1"]
        assert (own.words, own.state, own.provenance) == (
            "miss Begum shouts",
            State.GIVEN,
            Provenance.OWN_WORDS_TYPED,
        )
        assert sitting.claim("card:own-1") == "Zara added own card 1. It was not sorted that day. It says:"
        assert (own.leaning, own.content) == (Leaning.NONE, "important_to"), "the claim makes no place"

    def test_a_part_of_a_card_that_names_somebody_in_the_room_is_kept_and_not_placed(self) -> None:
        sitting = Sitting(ACTIVITY, names=("mr khan", "khan")).pick("places").sort_all("good")
        sitting.skip_to("read-back").pick("yes").pick("card:dinner-hall").sort_all("good").write("Mr Khan there")

        own = sitting.says()["inside:own"]
        assert (own.words, own.state, own.leaning) == ("Mr Khan there", State.GIVEN, Leaning.NONE)
        assert sitting.claim("inside:own") == (
            "About Dinner hall, Zara named one more thing. It was not placed that day:"
        )
        assert sitting.asked != "inside:own"

    def test_other_words_on_an_own_card_do_not_lie_where_the_words_before_were_put(self) -> None:
        sitting = sort("places", "short").sort_all("good").pick("own").write("the den").pick("good").skip()
        sitting.says_anew("own:1", "the shed where they shout")

        own = sitting.says()["card:own-1"]
        assert (own.words, own.leaning, own.content) == ("the shed where they shout", Leaning.NONE, "important_to")
        assert sitting.claim("card:own-1") == "Zara added own card 1. It was not sorted that day. It says:"
        assert sitting.asked == "card:own-1"
        assert sitting.pick("not-good").says()["card:own-1"].leaning is Leaning.HARD

    def test_another_part_of_a_card_does_not_lie_where_the_part_before_was_put(self) -> None:
        sitting = talked_about("places", "card:dinner-hall", "not-good").sort_all("good").write("the bell").pick("good")
        sitting.says_anew("own-inside", "the bins")

        assert (sitting.says()["inside:own"].words, sitting.says()["inside:own"].leaning) == ("the bins", Leaning.NONE)
        assert sitting.asked == "inside:own"

    def test_new_words_beside_a_card_stand_nowhere_until_it_is_put_somewhere(self) -> None:
        sitting = sort("lessons", "short").pick_and_write("good", "the paint")
        sitting.says_anew("card:art", "it is too loud now")

        assert (sitting.says()["card:art"].words, sitting.says()["card:art"].leaning) == (
            "it is too loud now",
            Leaning.NONE,
        )
        assert sitting.asked == "card:art"
        assert sitting.pick("not-good").claim("card:art") == "Zara put Art under Not good. And said:"

    def test_an_own_card_that_is_turned_over_takes_its_words_with_it(self) -> None:
        sitting = sort("places", "short").sort_all("good").pick("own").write("the toilets").turn_over()

        own = sitting.says()["card:own-1"]
        assert own.words is None
        assert own.state is State.TURNED_OVER
        assert "toilets" not in sitting.claim("card:own-1")

    def test_a_card_being_made_when_the_pupil_stopped_keeps_what_was_begun(self) -> None:
        sitting = sort("places", "short").sort_all("good").pick("own").write("the den").back().stop()

        assert sitting.says()["card:own-1"].state is State.STOPPED
        assert sitting.says()["card:own-1"].words == "the den"

    def test_a_card_being_made_when_the_tablet_was_put_away_counts_as_stopped(self) -> None:
        sitting = sort("places", "short").sort_all("good").pick("own").write("the den").back()

        assert sitting.says()["card:own-1"].state is State.STOPPED
        assert sitting.claim("card:own-1") == "Zara added own card 1 and stopped there. It says:"

    def test_pictures_and_words_beside_them_are_one_statement(self) -> None:
        sitting = past_the_inside(talked_about("lessons", "card:maths", "not-good"))
        sitting.pick_and_write("quieter", "and let me sit at the back of the room")

        better = sitting.says()["better"]
        claim = "Asked what would make Maths a bit better, Zara picked: Less noise. And said:"
        assert sitting.claim("better") == claim
        assert better.words == "and let me sit at the back of the room"
        assert (better.theme, better.content, better.pictures) == (Theme.SUPPORT, "how_to_support", ("less-noise",))

    @pytest.mark.parametrize(
        ("place", "named"), [("not-good", ""), ("good", ""), ("good", "the new building")], ids=str
    )
    def test_what_was_told_about_the_one_picked_can_be_lowered_to_what_was_asked(self, place: str, named: str) -> None:
        sitting = talked_about("people", "card:helper", place)
        if named:
            sitting = sitting.back().write(named)
        item = str(sitting.asked)
        sitting.write("it depends on the day")

        lowered = ACTIVITY.lowered_claim(item, sitting.says()[item].claim, older=False)
        assert lowered is not None
        assert in_english(lowered.words) == (
            "This was asked: Tell me about that."
            if named
            else "This was asked: Tell me more about this card: Class helper."
        )

    def test_a_question_that_was_asked_and_not_answered_is_told_too(self) -> None:
        asked = talked_about("lessons", "card:maths", "not-good")

        assert past_the_inside(asked).dont_know().claim("better") == (
            "About Maths, Zara picked I don’t know for this question: What would make it a bit better?"
        )

    def test_a_follow_up_that_was_skipped_is_told_with_its_question_and_its_card(self) -> None:
        sitting = past_the_inside(talked_about("lessons", "card:maths", "not-good")).write("a den").skip()

        assert sitting.claim("tell-more:better") == (
            "About Maths, Zara skipped this question: Tell me more about that."
        )

    def test_the_follow_up_says_which_prompt_came_before(self) -> None:
        sitting = past_the_inside(talked_about("lessons", "card:maths", "not-good")).write("a den").write("one")

        assert sitting.says()["tell-more:better"].prompts == ("tell-me-more",)

    def test_the_best_of_what_is_not_good_leans_nowhere(self) -> None:
        sitting = sort("lessons", "short").sort_all("not-good").skip_to("talk-about").pick("card:maths")
        sitting = sitting.skip_to("most-liked").pick("card:art")

        assert sitting.claim("most-liked") == "Asked which of these cards is the best one, Zara picked Art."
        assert sitting.says()["most-liked"].leaning is Leaning.NONE


class TestWhatChanged:
    def test_is_told_as_a_move_in_the_words_of_the_scale(self) -> None:
        before = sort("lessons").pick("not-good").pick("good").pick("good")
        after = sort("lessons").pick("good").pick("not-good").pick("good")

        changes = ACTIVITY.changes(before.answer, after.answer, after.around)

        told = [tuple(map(in_english, (change.about, change.before, change.after))) for change in changes]
        assert told == [("Art", "Not good", "Moved to Good"), ("Maths", "Good", "Moved to Not good")]

    def test_is_told_in_the_older_words_to_those_who_saw_them(self) -> None:
        before, after = sort("lessons", "older").pick("not-good"), sort("lessons", "older").pick("between")

        (change,) = ACTIVITY.changes(before.answer, after.answer, Surroundings(settings=frozenset({"older"})))

        assert in_english(change.after) == "Moved to It depends"

    def test_is_silent_about_cards_that_were_not_answered_both_times(self) -> None:
        before, after = sort("lessons").turn_over().pick("good"), sort("lessons").pick("good").skip()

        assert ACTIVITY.changes(before.answer, after.answer, after.around) == []

    def test_does_not_compare_one_own_card_with_another(self) -> None:
        before = sort("places", "short").sort_all("good").pick("own").write("the den").pick("good")
        after = sort("places", "short").sort_all("good").pick("own").write("wet play").pick("not-good")

        assert ACTIVITY.changes(before.answer, after.answer, after.around) == []


class TestNotesForTheAdult:
    def test_all_in_one_place_is_worth_another_look(self) -> None:
        (note,) = ACTIVITY.notes_for_adult(sort("lessons").sort_all("good").answer)

        assert note.text.startswith("All cards were put in one place.")

    @pytest.mark.parametrize("in_turn", [("good", "not-good"), ("good", "between", "not-good")])
    def test_taking_turns_is_worth_another_look(self, in_turn: tuple[str, ...]) -> None:
        sitting = sort("lessons")
        for place in in_turn * 3:
            sitting.pick(place)

        (note,) = ACTIVITY.notes_for_adult(sitting.answer)

        assert "take turns" in note.text

    @pytest.mark.parametrize(
        "places",
        [
            ("good", "good", "not-good", "between", "good", "not-good", "good"),
            ("good", "not-good", "good", "not-good", "good", "good", "between"),
            ("good", "between", "not-good", "not-good", "good", "between", "good"),
        ],
    )
    def test_an_ordinary_sort_needs_no_note(self, places: tuple[str, ...]) -> None:
        sitting = sort("lessons")
        for place in places:
            sitting.pick(place)

        assert ACTIVITY.notes_for_adult(sitting.answer) == []

    def test_three_cards_are_too_few_for_a_pattern(self) -> None:
        assert ACTIVITY.notes_for_adult(sort("lessons").pick("good").pick("good").pick("good").answer) == []

    def test_a_note_changes_nothing_that_was_said(self) -> None:
        sitting = sort("lessons").sort_all("good")

        assert {said.state for said in sitting.says().values()} == {State.GIVEN}
