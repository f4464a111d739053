"""What a touch is answered with, and what the other questions cost."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bench.lists import statements
from tests.pages.devices import other_questions
from voice_app.model import (
    Response,
    TouchSetAside,
    Turn,
)
from voice_app.services import set_aside

from .plain_tablet import Tablet, count


class TestTurns:
    def turn(self, **changed: object) -> dict[str, object]:
        answer = {"items": {"wish:1": {"state": "skipped", "provenance": "OWN_CHOICE"}}, "undo": [["wish:1", None]]}
        sent = {
            "activity": "three-wishes",
            "key": "11111111-1111-4111-8111-111111111111",
            "counter": 1,
            "item": "wish:1",
            "answer": answer,
        }
        return sent | changed

    def test_the_acknowledgement_names_the_touchs_own_key(self, tablet: Tablet) -> None:
        tablet.say_yes()
        reply = tablet.client.post("/me/turns", json=self.turn())
        assert reply.status_code == 201
        assert reply.json is not None
        assert reply.json["kept"] == {"key": "11111111-1111-4111-8111-111111111111", "counter": 1}

    def test_without_a_yes_nothing_is_acknowledged(self, tablet: Tablet, session: Session) -> None:
        assert tablet.client.post("/me/turns", json=self.turn()).status_code == 409
        assert count(session, Turn) == 0

    @pytest.mark.parametrize(
        "changed",
        [
            {"key": "not a key"},
            {"counter": "many"},
            {"counter": 0},
            {"counter": 2**70},
            {"item": "a" * 100_000},
            {"answer": {"items": {"wish:99": {"state": "given", "provenance": "OWN_CHOICE"}}, "undo": []}},
            {"answer": {"items": {"wish:1": {"state": "given", "provenance": "OWN_WORDS_SPOKEN"}}, "undo": []}},
            {"answer": ["nothing"]},
        ],
        ids=["key", "counter", "zero", "huge", "touched", "item", "provenance", "shape"],
    )
    def test_what_is_no_answer_is_refused_and_keeps_nothing(
        self, tablet: Tablet, session: Session, changed: dict[str, object]
    ) -> None:
        tablet.say_yes()
        assert tablet.client.post("/me/turns", json=self.turn(**changed)).status_code == 422
        assert count(session, Turn) == 0
        assert count(session, Response) == 0

    @pytest.mark.parametrize("changed", [{"counter": 0}, {"activity": "gone-by-now"}], ids=["counter", "activity"])
    def test_what_no_answer_can_take_is_kept_as_it_was_sent_and_the_device_may_forget_it(
        self, tablet: Tablet, session: Session, changed: dict[str, object]
    ) -> None:
        tablet.say_yes()
        sent = self.turn(**changed)
        for _ in range(2):
            reply = tablet.client.post("/me/turns", json=sent)
            assert reply.status_code == 422
            assert reply.json is not None
            assert reply.json["kept"] == {"key": sent["key"], "counter": sent["counter"]}
        kept = session.scalars(select(TouchSetAside)).one()
        assert json.loads(kept.body) == sent
        assert (kept.sitting_id, kept.activity) == (tablet.sitting.id, sent["activity"])

    @pytest.mark.parametrize("counter", ["1e400", "-1e400", "NaN"])
    def test_a_counter_beyond_all_numbers_is_refused_and_kept_too(
        self, tablet: Tablet, session: Session, counter: str
    ) -> None:
        tablet.say_yes()
        sent = json.dumps(self.turn(counter=7)).replace("7", counter)
        reply = tablet.client.post("/me/turns", data=sent, content_type="application/json")
        assert reply.status_code == 422
        assert json.loads(reply.data, parse_constant=pytest.fail)["kept"] == {
            "key": self.turn()["key"],
            "counter": None,
        }
        assert session.scalars(select(TouchSetAside.body)).one() == sent

    def test_what_does_not_fit_even_apart_stays_on_the_device(self, tablet: Tablet, session: Session) -> None:
        tablet.say_yes()
        reply = tablet.client.post("/me/turns", json=self.turn(item="a" * set_aside.MOST_CHARACTERS))
        assert (reply.status_code, reply.json) == (422, {"error": "answer", "kept": None})
        assert count(session, TouchSetAside) == 0

    def test_without_a_yes_nothing_is_kept_apart_either(self, tablet: Tablet, session: Session) -> None:
        assert tablet.client.post("/me/turns", json=self.turn(counter=0)).status_code == 409
        assert count(session, TouchSetAside) == 0

    def test_words_of_an_old_form_are_kept_apart(self, tablet: Tablet, session: Session) -> None:
        tablet.say_yes()
        tablet.client.post(
            "/me/do/three-wishes", data={"item": "wish:99", "touch": "words", "words": "a den", "key": str(uuid4())}
        )
        assert [one.words for one in set_aside.not_in_place(session, [tablet.sitting.id])] == ["a den"]


@pytest.mark.parametrize("slug", ["three-wishes", "card-sort"])
def test_the_other_questions_of_an_activity_ask_the_database_for_nothing_but_whose_tablet_it_is(
    tablet: Tablet, session: Session, slug: str
) -> None:
    tablet.say_yes()
    tablet.sitting.planned = [slug]
    session.commit()
    page = tablet.client.get(f"/me/do/{slug}").text
    with statements(session.get_bind()) as asked:
        rest = other_questions(tablet.client, page)
    assert rest.count("data-question=") > 10
    assert len(asked) <= 1
