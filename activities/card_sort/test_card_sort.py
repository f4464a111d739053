"""What is special about the card sort: how it goes on, and what it claims."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from activities.card_sort import ACTIVITY
from activities.card_sort.cards import FIRST, TOPICS
from activities.card_sort.cards.making import own_card
from activities.card_sort.inside import INSIDE
from activities.card_sort.pretend import WHAT_CHILDREN_SAY
from activities.card_sort.telling_more import OPEN_QUESTIONS
from activities.contract import Answer, AnswerProblem, Leaning, OwnWords, State, Theme
from tests.activities.sitting import Sitting
from tests.activities.sorting import past_the_inside, sort, talked_about


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

        assert sitting.asked == "more-2:help"
        assert sitting.pick("enough").asked == "read-back"

    def test_after_five_cards_no_more_is_asked_than_must_be(self) -> None:
        """How to go on, the whole mat, one to talk about, anything else (docs/practice.md, 8.1 and closing)."""
        sitting, asked = sort("help", "short").sort_all("good"), []
        for answer in ("enough", "yes", "", "no-more"):
            asked.append(sitting.asked)
            if answer:
                sitting.pick(answer)
            else:
                sitting.skip()

        assert asked == ["more-2:help", "read-back", "talk-about", "anything-else"]
        assert sitting.asked is None

    def test_a_card_of_ones_own_is_offered_beside_more_cards(self) -> None:
        sitting = sort("help", "short").sort_all("good").pick("own")

        assert sitting.asked == "own:1"
        assert len(sitting.answer.given("card:*")) == FIRST
        assert sitting.write("the den").pick("good").asked == "own:2"

    def test_more_cards_come_when_the_pupil_wants_them(self) -> None:
        sitting = sort("help", "short").sort_all("good").pick("yes")

        assert sitting.asked == TOPICS["help"][FIRST].item

    def test_after_five_more_the_pupil_says_again_whether_to_go_on(self) -> None:
        sitting = sort("lessons", "short").sort_all("good").pick("yes").sort_all("good")

        assert sitting.asked == "more-3:lessons"
        assert len(sitting.answer.given("card:*")) == 2 * FIRST
        assert sitting.pick("enough").asked == "read-back"

    def test_a_card_of_ones_own_can_be_said_no_to(self) -> None:
        sitting = sort("places", "short").sort_all("good").pick("own")

        assert sitting.pick("no-more").asked == "read-back"
        assert [key for key in sitting.says() if key.startswith("card:own")] == []

    def test_words_beside_a_card_wait_for_its_place(self) -> None:
        sitting = sort("lessons", "short")
        sitting.write("only with Mr Khan")

        assert sitting.asked == "card:art"
        assert sitting.pick("good").claim("card:art") == "Zara put Art under Good. And said:"
        assert sitting.says()["card:art"].words == "only with Mr Khan"

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

    @pytest.mark.parametrize(
        ("settings", "claim"),
        [
            ((), "Asked what makes Art change, Zara said:"),
            (("older",), "Asked what Art depends on, Zara said:"),
        ],
    )
    def test_what_a_card_depends_on_is_told_in_the_words_that_asked_it(
        self, settings: tuple[str, ...], claim: str
    ) -> None:
        sitting = talked_about("lessons", "card:art", "between", *settings)
        while sitting.asked != "what-changes":
            sitting.skip()

        assert sitting.write("who I sit with").claim("what-changes") == claim

    def test_a_pupil_makes_up_to_three_cards_of_their_own(self) -> None:
        sitting = sort("places", "short").sort_all("good").pick("own")
        for name in ("the den", "behind the shed", "the fish tank"):
            sitting.write(name).pick("good")

        assert sitting.asked == "read-back"

    def test_no_second_card_is_asked_for_when_the_first_is_not_wanted(self) -> None:
        assert sort("places", "short").sort_all("good").pick("own").skip().asked == "read-back"

    def test_a_pupil_without_a_topic_can_still_make_a_card(self) -> None:
        sitting = Sitting(ACTIVITY).dont_know()

        assert sitting.asked == "own:1"
        assert sitting.claim("topic") == "Zara picked I don’t know when asked what to talk about."

    def test_nothing_placed_means_nothing_to_read_back_or_to_talk_about(self) -> None:
        sitting = sort("places", "short")
        for _ in range(FIRST):
            sitting.skip()

        assert sitting.skip().asked is None

    def test_five_cards_are_a_whole_sitting(self) -> None:
        sitting = sort("lessons", "short").sort_all("good").pick("enough").pick("yes")

        assert sitting.asked == "talk-about"
        assert sitting.skip().asked == "anything-else"

    @pytest.mark.parametrize("settings", [(), ("short",)])
    def test_one_card_is_no_choice(self, settings: tuple[str, ...]) -> None:
        one_card = sort("lessons", *settings).pick("good").skip_to("read-back").pick("yes")

        assert one_card.asked == "anything-else"

    def test_the_best_card_is_not_offered_as_the_one_at_the_other_end(self) -> None:
        sitting = talked_about("lessons", "card:art", "good").skip_to("most-liked").pick("card:art")

        with pytest.raises(AnswerProblem):
            ACTIVITY.check(sitting.pick("card:art").answer.as_stored(), sitting.around)

    def test_a_card_is_moved_while_reading_back(self) -> None:
        sitting = sort("lessons", "short").sort_all("good").pick("own").skip()

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

    @pytest.mark.parametrize(
        ("topic", "item", "place"),
        [
            (topic, item, place)
            for topic, cards in TOPICS.items()
            # One card of each kind.
            for item in {card.group: card.item for card in (*cards, own_card(1))}.values()
            for place in ("good", "between", "not-good")
        ],
    )
    def test_whatever_is_picked_is_talked_about_before_the_same_cards_come_again(
        self, topic: str, item: str, place: str
    ) -> None:
        sitting = sort(topic).sort_all("good").write("the den").pick("good").skip().move(item, place)
        sitting.pick("yes").pick(item).sort_all("between")
        if sitting.asked == "own-inside":
            sitting.skip()

        assert sitting.asked in OPEN_QUESTIONS
        assert sitting.step is not None
        assert isinstance(sitting.step.question, OwnWords)
        assert sitting.step.question.choices, "who does not speak or write has pictures"

    def test_something_named_in_the_place_of_a_card_is_talked_about_too(self) -> None:
        sitting = sort("lessons", "short").sort_all("good").skip_to("talk-about").write("the new building")

        assert sitting.asked == "about-named"
        assert (
            sitting.write("it is cold").claim("about-named") == "Asked about something that is on no card, Zara said:"
        )
        assert sitting.asked == "most-liked"

    def test_nothing_is_asked_about_somebody_in_the_room_who_was_named_there(self) -> None:
        sitting = Sitting(ACTIVITY, "short", names=("mr khan",)).pick("places").sort_all("good").skip_to("talk-about")

        assert sitting.write("Mr Khan").asked == "anything-else"

    def test_asks_one_thing_about_a_person_placed_low_and_nothing_more(self) -> None:
        """docs/practice.md, 8: more than "Tell me about" becomes an investigation."""

        def helper() -> Sitting:
            return talked_about("people", "card:helper", "not-good")

        assert helper().asked == "about-person"
        for after in (helper().write("always"), helper().dont_know(), helper().skip(), helper().pick("help")):
            assert after.asked == "most-liked"
        assert helper().back().asked == "talk-about"

    def test_what_is_said_of_a_person_placed_low_stands_as_it_was_said(self) -> None:
        sitting = talked_about("people", "card:helper", "not-good").write("she is never there")

        said = sitting.says()["about-person"]
        assert sitting.claim("about-person") == "About Class helper, Zara said:"
        assert (said.words, said.leaning, said.theme) == ("she is never there", Leaning.NONE, Theme.PEOPLE)

    def test_asks_one_thing_about_a_driver_placed_low(self) -> None:
        sitting = talked_about("getting-to-school", "card:driver", "not-good")

        assert sitting.asked == "about-person"
        assert sitting.write("he shouts").asked == "most-liked"

    def test_takes_an_own_card_among_people_for_a_person(self) -> None:
        sitting = sort("people", "short").sort_all("good").pick("own").write("the new boy").pick("not-good")

        assert sitting.skip().pick("yes").pick("card:own-1").asked == "about-person"
        assert sitting.skip().asked == "most-liked"

    @pytest.mark.parametrize("way", [Sitting.skip, Sitting.dont_know])
    def test_the_same_cards_do_not_come_again_where_none_was_talked_about(self, way: Callable[..., Sitting]) -> None:
        assert way(sort("lessons").sort_all("good").skip_to("talk-about")).asked == "anything-else"

    def test_names_nobody_as_the_one_at_the_other_end(self) -> None:
        people = talked_about("people", "card:helper", "not-good").skip().pick("card:friends")
        places = past_the_inside(talked_about("places", "card:toilets", "not-good")).skip().pick("card:library")

        assert people.asked == "anything-else"
        assert places.asked == "least-liked"


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
            ("a table in the corridor with Tom", "what-is-it-like:better"),
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

    def test_nothing_is_asked_about_a_card_beside_which_words_suggest_harm(self) -> None:
        sitting = sort("lessons").pick("good").pick("not-good").skip_to("talk-about")
        sitting.pick_and_write("card:maths", "he hit me there")

        assert sitting.claim("talk-about") == "Zara picked Maths to talk about. And said:"
        assert sitting.asked == "anything-else"

    def test_who_does_not_know_is_shown_the_pictures_or_let_be(self) -> None:
        assert self.about_maths().dont_know().asked == "unsure:better"
        assert self.about_maths().dont_know().pick("leave-it").asked == "most-liked"
        shown = self.about_maths().dont_know().pick("pictures")
        assert shown.asked == "shown:better"
        assert shown.pick("a-break").claim("better") == (
            "Asked what would make Maths a bit better, Zara picked: A break."
        )
        assert shown.says()["better"].prompts == ("pictures-shown",)

    def test_two_cards_in_different_places_are_asked_about_together(self) -> None:
        sitting = sort("lessons", "short").pick("good").pick("not-good").skip_to("talk-about").pick("card:maths")
        sitting.skip_to("most-liked").pick("card:art").pick("card:maths")

        assert sitting.asked == "difference"
        assert sitting.write("one is loud").claim("difference") == (
            "Asked what is different about Art and Maths, Zara said:"
        )

    def test_what_was_said_of_a_card_is_asked_again_when_the_card_is_moved(self) -> None:
        sitting = self.about_maths().pick("quieter")
        assert "better" in sitting.says()

        sitting.move("card:maths", "good")

        assert "better" not in sitting.says()
        assert sitting.asked == "talk-about"

    def test_what_was_told_is_read_back_at_the_end(self) -> None:
        sitting = self.about_maths().pick("quieter").skip_to("anything-else").pick("no-more")

        assert sitting.asked == "told-back"
        assert sitting.pick("yes").asked is None

    def test_there_is_only_one(self) -> None:
        sitting = self.about_maths().write("a quiet seat").write("always by the door, I hate the noise")

        assert sitting.asked == "most-liked"

    def test_a_card_that_names_harm_is_kept_and_not_asked_about(self) -> None:
        sitting = sort("places", "short").sort_all("good").pick("own").write("where they hit me")

        assert sitting.asked == "read-back"
        assert sitting.says()["card:own-1"].words == "where they hit me"
        assert sitting.says()["card:own-1"].state is State.GIVEN, "said, and shared like every word"

    def test_harm_told_about_a_person_ends_the_questions_about_them(self) -> None:
        assert talked_about("people", "card:friends", "good").write("they kick me").asked == "most-liked"

    def test_every_open_question_knows_what_children_might_say(self) -> None:
        assert set(OPEN_QUESTIONS) <= set(WHAT_CHILDREN_SAY)
