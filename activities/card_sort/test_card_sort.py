"""What is special about the card sort: how it goes on, and what it claims."""

from __future__ import annotations

import pytest

from activities.card_sort import ACTIVITY
from activities.card_sort.cards import FIRST, TOPICS
from activities.card_sort.inside import INSIDE
from activities.card_sort.pretend import WHAT_CHILDREN_SAY
from activities.card_sort.telling_more import OPEN_QUESTIONS
from activities.contract import Answer, Leaning, Provenance, State, Surroundings, Theme
from tests.activities.sitting import Sitting, in_english


def sort(topic: str, *settings: str, left_out: tuple[str, ...] = ()) -> Sitting:
    return Sitting(ACTIVITY, *settings, left_out=left_out).pick(topic)


def talked_about(topic: str, item: str, place: str, *settings: str) -> Sitting:
    """One topic sorted, everything else good, and this card picked to talk about."""
    sitting = sort(topic, *settings).sort_all("good").move(item, place).skip_to("read-back").pick("yes")
    return sitting.pick(item)


def past_the_inside(sitting: Sitting) -> Sitting:
    return sitting.sort_all("between")


class TestTheCards:
    def test_there_are_ten_to_fourteen_in_every_topic(self) -> None:
        assert {topic: 10 <= len(cards) <= 14 for topic, cards in TOPICS.items()} == dict.fromkeys(TOPICS, True)

    def test_every_topic_begins_with_something_besides_people_who_may_be_present(self) -> None:
        for cards in TOPICS.values():
            assert [card for card in cards[:FIRST] if not card.names]

    def test_the_pictures_of_one_topic_are_told_apart(self) -> None:
        for topic, cards in TOPICS.items():
            pictures = [card.picture for card in cards]
            assert len(set(pictures)) == len(pictures), topic

    def test_a_card_of_a_role_says_which(self) -> None:
        roles = {card.names for cards in TOPICS.values() for card in cards if card.names}
        assert roles >= {"teacher", "teaching-assistant", "head-teacher", "sendco", "mum", "dad"}

    def test_every_kind_of_card_but_people_and_own_ones_has_an_inside(self) -> None:
        kinds = {card.group for cards in TOPICS.values() for card in cards}
        assert kinds - set(INSIDE) == {"person"}

    def test_words_may_differ_for_older_pupils_while_the_stored_values_do_not(self) -> None:
        younger = sort("places").sort_all("good")
        older = sort("places", "older").sort_all("good")

        assert younger.answer == older.answer
        assert younger.claim("card:dinner-hall") == "Zara put Dinner hall under Good."
        assert older.claim("card:dinner-hall") == "Zara put Lunch hall under Works for me."


class TestTheWayThroughIt:
    def test_practice_comes_first_and_only_with_the_cards_the_adult_chose(self) -> None:
        others = [item for item in ACTIVITY.by_key.cards if item.startswith("practice:")]
        chosen = ["practice:bubbles", "practice:waiting"]
        sitting = Sitting(ACTIVITY, "practice", left_out=set(others) - set(chosen))

        assert sitting.asked == chosen[0]
        assert sitting.pick("good").asked == chosen[1]
        assert sitting.pick("not-good").asked == "topic"

    def test_practice_is_never_a_view(self) -> None:
        sitting = Sitting(ACTIVITY, "practice").sort_all("good").pick("lessons").pick("good")

        assert not [key for key in sitting.says() if key.startswith("practice")]
        assert sitting.activity.notes_for_adult(sitting.answer) == []

    def test_a_later_sitting_starts_with_the_topic(self) -> None:
        assert Sitting(ACTIVITY).asked == "topic"

    def test_five_cards_are_a_whole_short_sitting(self) -> None:
        sitting = sort("help", "short")
        for _ in range(FIRST):
            sitting.pick("good")

        assert sitting.asked == "more:help"
        assert sitting.pick("enough").asked == "own:1"

    def test_more_cards_come_when_the_pupil_wants_them(self) -> None:
        sitting = sort("help", "short").sort_all("good").pick("yes")

        assert sitting.asked == TOPICS["help"][FIRST].item

    def test_more_cards_are_not_offered_to_a_pupil_who_placed_none(self) -> None:
        sitting = sort("help", "short")
        for _ in range(FIRST):
            sitting.turn_over()

        assert sitting.asked == "own:1"

    def test_a_long_sitting_goes_on_by_itself(self) -> None:
        sitting = sort("lessons").sort_all("good")

        assert len(sitting.answer.given("card:*")) == len(TOPICS["lessons"])
        assert sitting.asked == "own:1"

    def test_cards_that_name_somebody_present_wait(self) -> None:
        sitting = sort("people", left_out=("card:teacher",)).sort_all("good")

        assert sitting.answer.get("card:teacher") is None
        assert sitting.claim("card:teacher") == "Zara was not asked about Teacher."

    def test_a_pupil_makes_up_to_three_cards_of_their_own(self) -> None:
        sitting = sort("places", "short").sort_all("good").pick("enough")
        for name in ("the den", "behind the shed", "the fish tank"):
            sitting.write(name).pick("good")

        assert sitting.asked == "read-back"

    def test_no_second_card_is_asked_for_when_the_first_is_not_wanted(self) -> None:
        assert sort("places", "short").sort_all("good").pick("enough").skip().asked == "read-back"

    def test_a_pupil_without_a_topic_can_still_make_a_card(self) -> None:
        sitting = Sitting(ACTIVITY).dont_know()

        assert sitting.asked == "own:1"
        assert sitting.claim("topic") == "Zara picked I don’t know when asked what to talk about."

    def test_nothing_placed_means_nothing_to_read_back_or_to_talk_about(self) -> None:
        sitting = sort("places", "short")
        for _ in range(FIRST):
            sitting.skip()

        assert sitting.skip().asked is None

    def test_a_card_is_moved_while_reading_back(self) -> None:
        sitting = sort("lessons", "short").sort_all("good").pick("enough").skip()

        assert sitting.asked == "read-back"
        assert sitting.move("card:maths", "not-good").asked == "read-back"
        assert sitting.claim("card:maths") == "Zara put Maths under Not good."

    def test_going_back_to_the_start_leaves_nothing(self) -> None:
        sitting = talked_about("lessons", "card:maths", "not-good")
        while sitting.answer.undo:
            sitting.back()

        assert sitting.answer == Answer()
        assert sitting.asked == "topic"


class TestTheCloserLook:
    @pytest.mark.parametrize(
        ("topic", "item", "inside"),
        [
            ("lessons", "card:maths", "lesson"),
            ("places", "card:corridor", "place"),
            ("places", "card:dinner-hall", "dinner"),
            ("help", "card:timer", "help"),
            ("getting-to-school", "card:taxi", "journey"),
            ("after-school", "card:homework", "after"),
        ],
    )
    def test_looks_inside_the_card_that_was_picked(self, topic: str, item: str, inside: str) -> None:
        sitting = talked_about(topic, item, "not-good")

        assert sitting.step is not None
        assert sitting.step.question.key == f"inside-{inside}"

    @pytest.mark.parametrize(
        ("place", "question"), [("good", "best-bit"), ("between", "what-changes"), ("not-good", "better")]
    )
    def test_asks_by_where_the_card_lies(self, place: str, question: str) -> None:
        assert past_the_inside(talked_about("lessons", "card:maths", place)).asked == question

    def test_asks_to_hear_about_a_person(self) -> None:
        assert talked_about("people", "card:helper", "good").asked == "about-person"

    def test_asks_what_changes_with_a_person_in_between(self) -> None:
        assert talked_about("people", "card:helper", "between").skip().asked == "what-changes"

    def test_asks_nothing_more_about_a_person_placed_low(self) -> None:
        sitting = talked_about("people", "card:helper", "not-good")

        assert sitting.asked == "most-liked"

    def test_asks_nothing_more_about_a_driver_placed_low(self) -> None:
        assert talked_about("getting-to-school", "card:driver", "not-good").asked == "most-liked"

    def test_takes_an_own_card_among_people_for_a_person(self) -> None:
        sitting = sort("people", "short").sort_all("good").pick("enough").write("the new boy").pick("not-good")

        assert sitting.skip().pick("yes").pick("card:own-1").asked == "most-liked"

    def test_names_nobody_as_the_one_at_the_other_end(self) -> None:
        people = talked_about("people", "card:helper", "not-good").pick("card:friends")
        places = past_the_inside(talked_about("places", "card:toilets", "not-good")).skip().pick("card:library")

        assert people.asked == "anything-else"
        assert places.asked == "least-liked"

    def test_asks_for_the_best_of_two_cards_and_not_of_one(self) -> None:
        sitting = sort("lessons", "short").pick("good")
        while sitting.asked != "talk-about":
            sitting.skip()
        sitting = past_the_inside(sitting.pick("card:art"))

        assert sitting.skip().asked == "anything-else"


class TestFollowUps:
    def about_maths(self, place: str = "not-good") -> Sitting:
        return past_the_inside(talked_about("lessons", "card:maths", place))

    @pytest.mark.parametrize(
        ("words", "follow_up"),
        [
            ("a quiet seat", "tell-more:better"),
            ("no shouting", "tell-more:better"),
            ("a place to sit when I am worried", "when-feels:better"),
            ("scared", "when-feels:better"),
            ("I ALWAYS get stuck and nobody sees", "a-time:better"),
            ("I hate it when I am worried", "a-time:better"),
            ("to sit next to Tom by the window", "most-liked"),
        ],
    )
    def test_there_is_one_that_fits_what_was_said(self, words: str, follow_up: str) -> None:
        assert self.about_maths().write(words).asked == follow_up

    @pytest.mark.parametrize("words", ["no", "Nothing.", "nope", "I don’t know", "not sure"])
    def test_a_no_is_a_whole_answer(self, words: str) -> None:
        assert self.about_maths().write(words).asked == "most-liked"

    def test_a_picture_alone_is_not_asked_about(self) -> None:
        assert self.about_maths().pick("quieter", "a-break").asked == "most-liked"

    @pytest.mark.parametrize("words", ["he hit me", "they say ‘I will hurt you’", "I am scared of him always"])
    def test_there_is_none_when_the_words_suggest_harm(self, words: str) -> None:
        assert self.about_maths().write(words).asked == "most-liked"

    def test_there_is_only_one(self) -> None:
        sitting = self.about_maths().write("a quiet seat").write("always by the door, I hate the noise")

        assert sitting.asked == "most-liked"

    def test_a_card_that_names_harm_is_kept_and_not_asked_about(self) -> None:
        sitting = sort("places", "short").sort_all("good").pick("enough").write("where they hit me")

        assert sitting.asked == "read-back"
        assert sitting.says()["card:own-1"].words == "where they hit me"
        assert sitting.says()["card:own-1"].state is State.NOT_ASKED

    def test_harm_told_about_a_person_ends_the_questions_about_them(self) -> None:
        assert talked_about("people", "card:friends", "good").write("they kick me").asked == "most-liked"

    def test_every_open_question_knows_what_children_might_say(self) -> None:
        assert set(OPEN_QUESTIONS) <= set(WHAT_CHILDREN_SAY)


class TestWhatIsSaid:
    def test_every_card_of_the_topic_is_a_statement_with_its_own_state(self) -> None:
        sitting = sort("lessons").pick("good").skip().dont_know().turn_over().stop()

        states = [said.state for said in sitting.says().values()]
        assert states[:5] == [State.GIVEN, State.SKIPPED, State.DONT_KNOW, State.TURNED_OVER, State.STOPPED]
        assert set(states[5:]) == {State.NOT_ASKED}
        assert len(states) == len(TOPICS["lessons"])

    def test_cards_of_other_topics_are_no_statements(self) -> None:
        assert not [key for key in sort("lessons").says() if key in {card.item for card in TOPICS["people"]}]

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
        assert sitting.claim("inside:dinner-noise") == "Inside Dinner hall, Zara put The noise under Not good."
        assert sitting.says()["inside:dinner-queue"].state is State.NOT_ASKED

    def test_an_own_card_stands_in_the_pupils_words(self) -> None:
        sitting = sort("places", "short").sort_all("good").pick("enough")
        sitting.write("the den where nobody shouts", by="Miss Begum").pick("good")

        own = sitting.says()["card:own-1"]
        assert own.words == "the den where nobody shouts"
        assert (own.provenance, own.written_by) == (Provenance.SCRIBED_VERBATIM, "Miss Begum")
        assert sitting.claim("card:own-1") == "Zara made own card 1 and put it under Good. It says:"

    def test_an_own_card_that_is_turned_over_takes_its_words_with_it(self) -> None:
        sitting = sort("places", "short").sort_all("good").pick("enough").write("the toilets").turn_over()

        own = sitting.says()["card:own-1"]
        assert own.words is None
        assert own.state is State.TURNED_OVER
        assert "toilets" not in sitting.claim("card:own-1")

    def test_a_card_being_made_when_the_pupil_stopped_keeps_what_was_begun(self) -> None:
        sitting = sort("places", "short").sort_all("good").pick("enough").write("the den").back().stop()

        assert sitting.says()["card:own-1"].state is State.STOPPED
        assert sitting.says()["card:own-1"].words == "the den"

    def test_pictures_and_words_beside_them_are_one_statement(self) -> None:
        sitting = past_the_inside(talked_about("lessons", "card:maths", "not-good"))
        sitting.pick_and_write("quieter", "and let me sit at the back of the room")

        better = sitting.says()["better"]
        claim = "Asked what would make Maths a bit better, Zara picked: Less noise. And said:"
        assert sitting.claim("better") == claim
        assert better.words == "and let me sit at the back of the room"
        assert (better.theme, better.content, better.pictures) == (Theme.SUPPORT, "how_to_support", ("quiet",))

    def test_a_question_that_was_asked_and_not_answered_is_told_too(self) -> None:
        asked = talked_about("lessons", "card:maths", "not-good")

        assert past_the_inside(asked).dont_know().claim("better") == (
            "Zara picked I don’t know for a question about Maths."
        )

    def test_the_follow_up_says_which_prompt_came_before(self) -> None:
        sitting = past_the_inside(talked_about("lessons", "card:maths", "not-good")).write("a den").write("one")

        assert sitting.says()["tell-more:better"].prompts == ("tell-me-more",)

    def test_the_best_of_what_is_not_good_still_is_not_good(self) -> None:
        sitting = sort("lessons", "short").sort_all("not-good").skip_to("most-liked").pick("card:art")

        assert sitting.claim("most-liked") == "Of these cards, Zara picked Art as the best one."
        assert sitting.says()["most-liked"].leaning is Leaning.HARD


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
        before = sort("places", "short").sort_all("good").pick("enough").write("the den").pick("good")
        after = sort("places", "short").sort_all("good").pick("enough").write("wet play").pick("not-good")

        assert ACTIVITY.changes(before.answer, after.answer, after.around) == []


class TestNotesForTheAdult:
    def test_all_in_one_place_is_worth_another_look(self) -> None:
        (note,) = ACTIVITY.notes_for_adult(sort("lessons").sort_all("good").answer)

        assert note.text.startswith("All cards were put in one place.")

    def test_taking_turns_is_worth_another_look(self) -> None:
        sitting = sort("lessons")
        for place in ("good", "not-good") * 3:
            sitting.pick(place)

        (note,) = ACTIVITY.notes_for_adult(sitting.answer)

        assert "take turns" in note.text

    def test_an_ordinary_sort_needs_no_note(self) -> None:
        sitting = sort("lessons")
        for place in ("good", "good", "not-good", "between", "good", "not-good", "good"):
            sitting.pick(place)

        assert ACTIVITY.notes_for_adult(sitting.answer) == []

    def test_three_cards_are_too_few_for_a_pattern(self) -> None:
        assert ACTIVITY.notes_for_adult(sort("lessons").pick("good").pick("good").pick("good").answer) == []

    def test_a_note_changes_nothing_that_was_said(self) -> None:
        sitting = sort("lessons").sort_all("good")

        assert {said.state for said in sitting.says().values()} == {State.GIVEN}
