"""What is special about the circle: who is asked about, what is left alone, and what of the rings is said."""

from __future__ import annotations

import pytest

from activities.contract import Choose, Provenance, State, Theme
from activities.relationship_circle import ACTIVITY
from activities.relationship_circle.people import MOST_PEOPLE, PEOPLE
from tests.activities.sitting import Sitting, in_english

ONE_PHOTO, ANOTHER_PHOTO = "11111111-1111-4111-8111-111111111111", "21111111-1111-4111-8111-111111111111"


def circle(*settings: str) -> Sitting:
    return Sitting(ACTIVITY, *settings)


def with_person(picture: str, name: str = "", ring: str = "inner") -> Sitting:
    return add(circle(), picture, name, ring)


def add(sitting: Sitting, picture: str, name: str = "", ring: str = "inner") -> Sitting:
    """Name somebody, put them in a ring, and say no more about them."""
    sitting.pick_and_write(picture, name) if name else sitting.pick(picture)
    if (sitting.asked or "").startswith("ring:"):
        sitting.pick(ring)
    while sitting.asked and not sitting.asked.startswith(("who:", "more-people", "go-to")):
        sitting.skip()
    return sitting


def agreed(sitting: Sitting, answer: str = "yes") -> Sitting:
    return sitting.pick("no-more").skip_to("may-see").pick(answer)


class TestTheWayThroughIt:
    def test_it_starts_empty_with_who_matters(self) -> None:
        assert circle().asked == "who:1"

    def test_somebody_named_is_put_in_a_ring_and_then_asked_about(self) -> None:
        sitting = circle().pick_and_write("grandma", "Nani")

        assert sitting.asked == "ring:1"
        assert sitting.pick("inner").asked == "does:1"
        assert sitting.pick("worries").asked == "who:2"

    def test_nobody_is_an_answer_and_no_skip(self) -> None:
        sitting = circle().pick("no-more")

        assert sitting.says()["who:1"].state is State.GIVEN
        assert sitting.claim("who:1") == "Asked who matters, Zara picked: Nobody."
        assert sitting.asked == "go-to:anybody"

    def test_a_pet_counts_and_is_asked_about(self) -> None:
        assert circle().pick("dog").pick("middle").asked == "does:1"

    @pytest.mark.parametrize("ring", ["inner", "middle", "outer"])
    def test_what_somebody_helps_with_is_asked_whatever_the_ring(self, ring: str) -> None:
        assert circle().pick("uncle").pick(ring).asked == "does:1"

    def test_nothing_can_be_what_they_help_with_and_stands_alone(self) -> None:
        sitting = circle().pick("uncle").pick("inner").pick("playing", "no-more")

        assert sitting.claim("does:1") == "Uncle: asked what they help with, Zara picked: Nothing."
        assert sitting.says()["does:1"].state is State.GIVEN

    @pytest.mark.parametrize("first", ["nobody", "dont-know"])
    def test_who_names_nobody_is_still_asked_who_helps(self, first: str) -> None:
        sitting = circle().pick("no-more") if first == "nobody" else circle().dont_know()

        assert sitting.pick("no-more").pick("mum").write("the lady in the office").asked == "anything-else"
        assert [sitting.claim(f"{key}:anybody") for key in ("go-to", "worried", "learning")] == [
            "Asked who to go to in school, Zara picked: Nobody.",
            "Asked who helps with worries, Zara picked: Mum.",
            "Asked who helps with learning, Zara said:",
        ]

    def test_nobody_is_read_back_too_where_nothing_else_was_said(self) -> None:
        sitting = circle().pick("no-more").skip_to("anything-else").skip()
        assert sitting.asked == "read-back"
        unsure = circle().dont_know().pick("no-more").skip_to("anything-else").skip()
        assert unsure.asked == "read-back"
        assert circle().dont_know().skip_to("anything-else").skip().asked is None

    def test_who_skips_or_stops_at_the_first_question_was_not_asked_who_helps(self) -> None:
        for sitting in (circle().skip(), circle().stop()):
            assert sitting.claim("worried") == "Zara was not asked who helps with worries."

    def test_of_somebody_who_died_it_is_not_asked_what_they_help_with(self) -> None:
        assert circle().pick("someone-who-died").pick("inner").asked == "who:2"
        assert circle().pick_and_write("grandad", "Grandad. He died.").pick("inner").asked == "who:2"

    @pytest.mark.parametrize("words", ["my uncle who hits me", "he is a secret"])
    def test_words_that_suggest_harm_are_asked_nothing_more(self, words: str) -> None:
        assert circle().write(words).asked == "who:2"

    def test_what_they_help_with_is_followed_up_like_any_words(self) -> None:
        assert circle().pick("mum").pick("inner").write("reading").asked == "tell-more:1"
        assert circle().pick("mum").pick("inner").write("when I am worried about it all").asked == "when-feels:1"

    def test_there_is_room_for_ten_people(self) -> None:
        sitting = circle()
        for _ in range(MOST_PEOPLE):
            add(sitting, "friend")

        assert sitting.asked == "go-to"

    def test_a_short_sitting_stops_at_five_and_offers_more(self) -> None:
        sitting = circle("short")
        for _ in range(5):
            add(sitting, "friend")

        assert sitting.asked == "more-people"
        assert sitting.pick("yes").asked == "who:6"
        assert sitting.back().pick("no").asked == "go-to"

    def test_a_person_who_is_changed_is_put_in_a_ring_again(self) -> None:
        sitting = with_person("dad")
        sitting.move("who:1", "uncle")

        assert sitting.asked == "who:1"
        assert sitting._touch("next", "who:1").asked == "ring:1"

    def test_no_question_asks_why_or_whom_the_pupil_misses(self) -> None:
        asked = " ".join(q.ask.simple.text + q.ask.older.text for q in ACTIVITY.conversation).casefold()

        assert not [word for word in ("why", "miss", "see more", "missing") if word in asked]

    def test_every_person_has_a_circle_to_be_put_in(self) -> None:
        mats = [q.about for q in ACTIVITY.conversation if isinstance(q, Choose) and q.mat == "rings"]

        assert mats == [f"who:{n}" for n in range(1, MOST_PEOPLE + 1)]


class TestWhatIsSaid:
    def test_a_person_stands_as_the_pupil_named_them(self) -> None:
        nani = with_person("grandma", "my nani").says()["who:1"]

        assert (nani.words, nani.pictures) == ("my nani", ("grandma",))
        assert (nani.theme, nani.content, nani.provenance) == (
            Theme.PEOPLE,
            "people_who_matter",
            Provenance.OWN_WORDS_TYPED,
        )

    def test_what_they_help_with_names_them(self) -> None:
        sitting = circle().pick_and_write("grandma", "Nani").pick("inner").pick("worries", "calm")

        assert sitting.claim("does:1") == "Nani: asked what they help with, Zara picked: My worries, Being calm."
        assert sitting.says()["does:1"].theme is Theme.SUPPORT

    def test_rings_are_said_only_where_the_pupil_lets_others_see_them(self) -> None:
        assert agreed(with_person("grandma", "Nani")).claim("ring:1") == "Zara put Nani in the ring Matter most."
        for answer in (
            agreed(with_person("dad"), "no"),
            with_person("dad").pick("no-more").skip_to("may-see").skip(),
            with_person("dad").pick("no-more").skip_to("may-see").dont_know(),
            with_person("dad").stop(),
        ):
            assert "ring:1" not in answer.says()

    @pytest.mark.parametrize("may_see", ["no", None])
    def test_papers_are_the_same_whatever_the_ring_where_rings_may_not_be_seen(self, may_see: str | None) -> None:
        def said_with(ring: str) -> dict[str, str]:
            sitting = circle().pick("dad").pick(ring).skip().pick("no-more").skip_to("may-see")
            sitting.pick(may_see) if may_see else sitting.skip()
            return {key: in_english(said.claim) for key, said in sitting.says().items()}

        assert said_with("inner") == said_with("middle") == said_with("outer")

    def test_several_can_help_and_each_is_named(self) -> None:
        sitting = add(with_person("grandma", "Nani"), "teacher").pick("no-more").pick("who:2", "who:1")

        assert sitting.claim("go-to") == "Asked who to go to in school, Zara picked: Teacher, Nani."

    def test_somebody_who_does_not_matter_most_can_help_and_is_told_in_the_pupils_exact_words(self) -> None:
        sitting = add(with_person("dad"), "teacher").pick("no-more").write("the lady  in the ofice")
        sitting.pick_and_write("who:1", "and my nan’s frend Jo")

        go_to, worried = sitting.says()["go-to"], sitting.says()["worried"]
        assert sitting.claim("go-to") == "Asked who to go to in school, Zara said:"
        assert (go_to.words, go_to.provenance) == ("the lady  in the ofice", Provenance.OWN_WORDS_TYPED)
        assert sitting.claim("worried") == "Asked who helps with worries, Zara picked Dad and said:"
        assert worried.words == "and my nan’s frend Jo"
        assert sitting.asked == "learning"

    def test_words_of_who_helps_are_kept_where_the_pupil_stops(self) -> None:
        sitting = with_person("dad").pick("no-more")
        sitting._touch("words", "go-to", words="the cook")
        sitting.stop()

        assert sitting.claim("go-to") == "Asked who to go to in school, Zara said:"
        assert sitting.says()["go-to"].state is State.STOPPED

    def test_nobody_takes_the_place_of_the_others_and_is_said_plainly(self) -> None:
        sitting = with_person("dad").pick("no-more").pick("who:1", "nobody")

        assert sitting.claim("go-to") == "Asked who to go to in school, Zara picked: Nobody."
        assert sitting.says()["go-to"].state is State.GIVEN

    def test_every_way_of_not_answering_is_its_own(self) -> None:
        assert circle().skip().claim("who:1") == "Asked who matters, Zara skipped."
        assert circle().dont_know().claim("who:1") == "Asked who matters, Zara picked I don’t know."
        assert circle().stop().claim("who:1") == "Asked who matters, Zara stopped."
        sitting = with_person("dad").pick("no-more").skip().dont_know().stop()
        assert [sitting.claim(key) for key in ("go-to", "worried", "learning")] == [
            "Asked who to go to in school, Zara skipped.",
            "Asked who helps with worries, Zara picked I don’t know.",
            "Asked who helps with learning, Zara stopped.",
        ]
        assert with_person("dad").stop().claim("learning") == "Zara was not asked who helps with learning."

    def test_a_friends_name_is_marked_wherever_it_stands(self) -> None:
        sitting = add(with_person("friend", "Tom"), "grandma", "Nani").pick("no-more").pick("who:1", "who:2")

        marked = {key: said.other_pupils for key, said in sitting.says().items() if said.other_pupils}
        assert marked == {"who:1": ("Tom",), "does:1": ("Tom",), "go-to": ("Tom",)}


class TestWhatChanged:
    def test_the_same_person_in_another_ring_has_moved(self) -> None:
        before, now = agreed(with_person("dog", "Bella", "outer")), agreed(with_person("dog", "bella", "inner"))

        (change,) = ACTIVITY.changes(before.answer, now.answer, now.around)

        told = [in_english(text) for text in (change.about, change.before, change.after)]
        assert told == ["bella", "Matter a bit", "Moved to Matter most"]

    @pytest.mark.parametrize(("then", "today"), [("no", "yes"), ("yes", "no")])
    def test_rings_that_may_not_be_seen_tell_no_change(self, then: str, today: str) -> None:
        before, now = agreed(with_person("dog", ring="middle"), then), agreed(with_person("dog"), today)

        assert ACTIVITY.changes(before.answer, now.answer, now.around) == []

    @pytest.mark.parametrize("picture", ["", "friend"])
    def test_two_people_known_by_their_photos_alone_are_not_taken_for_one(self, picture: str) -> None:
        def shown(photo: str, ring: str) -> Sitting:
            sitting = circle()
            if picture:
                sitting._touch("pick", "who:1", value=picture)
            return agreed(sitting.show(photo).pick(ring).skip_to("who:2"))

        before, now = shown(ONE_PHOTO, "inner"), shown(ANOTHER_PHOTO, "outer")
        assert ACTIVITY.changes(before.answer, now.answer, now.around) == []
        assert ACTIVITY.changes(before.answer, shown(ONE_PHOTO, "outer").answer, now.around) != []

    def test_two_friends_without_names_cannot_be_told_apart(self) -> None:
        before = agreed(add(with_person("friend"), "friend", ring="middle"))
        now = agreed(with_person("friend", ring="outer"))

        assert ACTIVITY.changes(before.answer, now.answer, now.around) == []


def test_those_who_are_closest_come_first_and_somebody_who_died_last() -> None:
    turn = {one.value: one.turn for one in PEOPLE}

    assert {value for value in turn if turn[value] == 0} == {"mum", "dad", "carer"}
    assert turn["sister"] == turn["friend"] == turn["dog"] < turn["helper"] < turn["social-worker"]
    assert all(turn[value] < turn["someone-who-died"] for value in turn if not value.startswith("someone-"))
