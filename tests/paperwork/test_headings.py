"""A heading claims no more than the taps below it, and a picture is called what the claim beside it calls it."""

from __future__ import annotations

from collections import defaultdict

import pytest

from activities import all_activities
from activities.contract import Activity, Answer, ChooseAmong, Said, Sort, State, Text
from tests.activities.playing import EVERY_ROOM
from tests.paperwork.played import every_statement, said_in
from voice_app.model import Response, Statement
from voice_app.paperwork.headings import by_heading, heading_of
from voice_app.services.claims import card_of, name_of_picture, question_of

#: Enough pupils to come by every card of every room; one of the tests below says so.
SEEDS = range(120)

GOOD, NOT_GOOD, BETWEEN = "good", "not-good", "between"


def said_by_zara(text: Text) -> str:
    return text.filled(pupil="Zara").say(lambda _, sentence: sentence)


def claim_of(statement: Statement) -> str:
    return said_by_zara(Text.from_stored(statement.claim))


class TestNames:
    @EVERY_ROOM
    def test_a_picture_is_called_what_the_claim_beside_it_says(self, activity: Activity) -> None:
        for statement in every_statement(activity, SEEDS):
            for picture in statement.pictures:
                named = name_of_picture(statement, picture)
                assert named is not None, (claim_of(statement), picture)
                assert said_by_zara(named) in claim_of(statement)

    @EVERY_ROOM
    def test_pretend_pupils_come_by_every_card(self, activity: Activity) -> None:
        met = {statement.item for statement in every_statement(activity, range(400))}
        cards = {item for item in activity.by_key.cards if not item.startswith("practice:")}
        assert cards <= met

    @pytest.mark.parametrize(
        ("topic", "item", "picture", "called"),
        [
            ("lessons", "card:maths", "maths", "Maths"),
            ("people", "card:friends", "friends", "Friends"),
            ("after-school", "card:own-1", "own-card", "own card 1"),
        ],
    )
    def test_one_picture_of_several_names_is_called_by_the_right_one(
        self, topic: str, item: str, picture: str, called: str
    ) -> None:
        own = {"own:1": Said(State.GIVEN, words="My bike")}
        statement = sorted_cards(topic, {item: GOOD}, own)[item]
        assert list(statement.pictures) == [picture]
        assert said_by_zara(name_of_picture(statement, picture) or Text("")) == called

    def test_the_second_of_several_choices_is_called_by_its_own_name(self) -> None:
        picks = Said(State.GIVEN, picks=("teacher", "helper"))
        statement = wished(picks)["who-could-help"]
        names = [name_of_picture(statement, picture) for picture in statement.pictures]
        assert [said_by_zara(name) for name in names if name] == ["My teacher", "A helper"]

    def test_of_an_activity_that_is_no_more_no_name_is_made_up(self) -> None:
        claim = Text("%(pupil)s picked %(card)s.", None, {"card": Text("Maths")}).as_stored()
        statement = Statement(response=Response(activity="gone"), item="card:maths", claim=claim)
        assert name_of_picture(statement, "maths") is None


def sorted_cards(topic: str, places: dict[str, str], more: dict[str, Said] | None = None) -> dict[str, Statement]:
    items = {"topic": Said(State.GIVEN, picks=(topic,)), **(more or {})}
    items |= {item: Said(State.GIVEN, picks=(place,)) for item, place in places.items()}
    return {one.item: one for one in said_in(all_activities()["card-sort"], Answer(items))}


def wished(who: Said) -> dict[str, Statement]:
    items = {
        "wish:1": Said(State.GIVEN, words="a rabbit"),
        "wish:2": Said(State.GIVEN, picks=("more-art",)),
        "tell-more:1": Said(State.GIVEN, words="a white one"),
        "matters-most": Said(State.GIVEN, picks=("wish:1",)),
        "who-could-help": who,
        "anything-else": Said(State.GIVEN, words="can I go first"),
    }
    return {one.item: one for one in said_in(all_activities()["three-wishes"], Answer(items))}


def pick(value: str) -> Said:
    return Said(State.GIVEN, picks=(value,))


class TestHeadings:
    @EVERY_ROOM
    def test_no_heading_claims_more_than_what_stands_below_it(self, activity: Activity) -> None:
        """Told by the touch itself, not by what the rule reads."""
        below: dict[str, set[str]] = defaultdict(set)
        for heading, statements in by_heading(every_statement(activity, SEEDS)).items():
            below[heading] |= {one.item for one in statements}
            for one in statements:
                question, card = question_of(one), card_of(one)
                if isinstance(question, ChooseAmong):
                    picks_helpers = heading == "who" and one.content == "how_to_support"
                    is_hope = heading == "hopes" and one.theme == "hopes"
                    assert heading == "more" or is_hope or picks_helpers, claim_of(one)
                if heading in {"helps", "likes", "hard", "between"} and isinstance(question, Sort):
                    leans = {"helps": "good", "likes": "good", "hard": "hard", "between": "mixed"}[heading]
                    assert one.leaning == leans, claim_of(one)
                if heading in {"helps", "who"} and not isinstance(question, Sort):
                    assert "help" in one.content or "support" in one.content, claim_of(one)
                if card is not None and card.name_from:
                    assert heading in {"likes", "hard", "between", "more"}, claim_of(one)
        asks_who = {item for item in below["who"] if "who" not in activity.by_key.asks[item].ask.older.text.lower()}
        assert not asks_who

    def test_who_matters_which_ring_and_what_they_help_with_stand_together(self) -> None:
        items = {
            "who:1": Said(State.GIVEN, picks=("grandma",), words="Nani"),
            "ring:1": pick("inner"),
            "does:1": pick("worries"),
            "go-to": pick("who:1"),
            "may-see": pick("yes"),
            "anything-else": Said(State.GIVEN, words="Fridays are best"),
        }
        said = said_in(all_activities()["relationship-circle"], Answer(items))
        assert {one.item: heading_of(one) for one in said} == {
            **dict.fromkeys(("who:1", "ring:1", "does:1"), "matter"),
            "go-to": "who",
            "anything-else": "more",
        }

    def test_help_that_is_not_good_helps_nobody_even_where_it_is_talked_about(self) -> None:
        alone = "card:one-to-one"
        said = sorted_cards(
            "help",
            {alone: NOT_GOOD, "card:timer": GOOD, "inside:help-others-see": GOOD},
            {"talk-about": pick(alone), "least-liked": pick(alone), "better": pick("quieter")},
        )
        assert {item: heading_of(one) for item, one in said.items()} == {
            alone: "hard",
            "card:timer": "helps",
            "inside:help-others-see": "likes",
            "talk-about": "more",
            "least-liked": "more",
            "better": "helps",
        }

    def test_a_person_put_on_a_scale_is_somebody_who_was_talked_about(self) -> None:
        said = sorted_cards(
            "people",
            {"card:mum": GOOD, "card:teacher": NOT_GOOD, "card:dad": BETWEEN, "card:own-1": GOOD},
            {
                "own:1": Said(State.GIVEN, words="no shouting"),
                "talk-about": pick("card:mum"),
                "about-person": pick("fun"),
                "best-bit": pick("time"),
                "most-liked": pick("card:mum"),
            },
        )
        assert {item: heading_of(one) for item, one in said.items()} == {
            "card:mum": "people",
            "card:teacher": "people",
            "card:dad": "people",
            "card:own-1": "likes",
            "talk-about": "more",
            "about-person": "people",
            "best-bit": "likes",
            "most-liked": "more",
        }

    def test_what_is_told_of_a_person_placed_low_is_neither_a_like_nor_what_is_hard(self) -> None:
        said = sorted_cards(
            "people",
            {"card:teacher": NOT_GOOD},
            {"talk-about": pick("card:teacher"), "about-person": Said(State.GIVEN, words="he shouts")},
        )
        assert heading_of(said["about-person"]) == "people"

    def test_what_is_told_of_something_that_is_on_no_card_makes_no_claim_of_it(self) -> None:
        said = sorted_cards(
            "places",
            {"card:hall": GOOD},
            {
                "talk-about": Said(State.GIVEN, words="the new building"),
                "about-named": Said(State.GIVEN, picks=("noise",), words="it is loud"),
            },
        )
        assert heading_of(said["about-named"]) == "more"

    def test_only_wishes_are_hopes_and_who_could_help_is_no_claim_that_they_do(self) -> None:
        said = wished(pick("teacher"))
        assert {item: heading_of(one) for item, one in said.items()} == {
            "wish:1": "hopes",
            "wish:2": "hopes",
            "tell-more:1": "hopes",
            "matters-most": "hopes",
            "who-could-help": "who",
            "anything-else": "more",
        }

    def test_what_could_stop_a_good_day_shows_a_hard_one_or_should_be_left_does_not_help(self) -> None:
        picked = {
            "good:lunch": "queue",
            "helps-day": "time",
            "stops": "noise",
            "hard:lunch": "queue",
            "know": "quiet",
            "adults-do": "wait",
            "adults-dont": "call-home",
        }
        answer = Answer({item: pick(choice) for item, choice in picked.items()})
        said = {one.item: heading_of(one) for one in said_in(all_activities()["good-day-bad-day"], answer)}
        assert {item: said[item] for item in picked} == {
            "good:lunch": "likes",
            "helps-day": "helps",
            "stops": "hard",
            "hard:lunch": "hard",
            "know": "more",
            "adults-do": "helps",
            "adults-dont": "more",
        }

    def test_more_that_is_told_of_what_would_help_is_no_help_itself(self) -> None:
        said = sorted_cards(
            "lessons",
            {"card:maths": NOT_GOOD},
            {
                "talk-about": pick("card:maths"),
                "better": Said(State.GIVEN, words="no shouting"),
                "tell-more:better": Said(State.GIVEN, words="it hurts"),
            },
        )
        assert heading_of(said["better"]) == "helps"
        assert heading_of(said["tell-more:better"]) == "more"
