"""Two colleagues have the same review open: neither writes over what the other kept, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.make import Make
from tests.pages.test_hand_over import filled_in
from voice_app.model import ReviewPoint, School

Enter = Callable[..., FlaskClient]
BOTH = "A colleague changed this too. Nothing is saved yet."
CLOSED = {"closed_on": "20/11/2026"}
CHANGE_THE_PLAN = '</p><p class="said-words" dir="auto">Change the plan</p>'


@pytest.fixture
def sendco(make: Make, school: School, enter: Enter) -> FlaskClient:
    return enter(make.sendco(school))


@pytest.fixture
def point(make: Make, school: School, session: Session) -> ReviewPoint:
    fields = {"progress": "Reads more", "aspirations": "A dog", "report-sent": "2026-10-01", "circumstances": []}
    point = make.review_point(make.pupil(school), fields=fields)
    session.commit()
    return point


def page(sendco: FlaskClient, point: ReviewPoint) -> dict[str, object]:
    """What a page, opened now, sends when nobody touches it."""
    seen = sendco.get(f"/reviews/{point.id}").text
    typed = {f"field_{key}": text for key, text in point.fields.items() if key in {"progress", "aspirations"}}
    return {**filled_in(seen), **typed}


def save(sendco: FlaskClient, point: ReviewPoint, sent: dict[str, object], to: str = "") -> str:
    return sendco.post(f"/reviews/{point.id}{to}", data=sent, follow_redirects=True).text


def kept(session: Session, point: ReviewPoint) -> ReviewPoint:
    session.expire_all()
    return session.get_one(ReviewPoint, point.id)


@pytest.mark.parametrize("to", ["", "/close"])
class TestTwoColleagues:
    def test_what_was_not_touched_keeps_what_the_colleague_saved(
        self, sendco: FlaskClient, session: Session, point: ReviewPoint, to: str
    ) -> None:
        old = page(sendco, point)
        save(sendco, point, old | {"field_progress": "Reads whole books", "field_report-sent": "05/10/2026"})
        assert BOTH not in save(sendco, point, old | CLOSED | {"field_aspirations": "A cat"}, to)
        fields = kept(session, point).fields
        assert (fields["progress"], fields["aspirations"]) == ("Reads whole books", "A cat")
        assert fields["report-sent"] == "2026-10-05"
        assert point.closed_on == (date(2026, 11, 20) if to else None)

    def test_of_what_both_changed_both_texts_are_shown_and_nothing_is_written_or_closed(
        self, sendco: FlaskClient, session: Session, point: ReviewPoint, to: str
    ) -> None:
        old = page(sendco, point)
        save(sendco, point, old | {"field_progress": "Reads whole books"})
        told = save(
            sendco, point, old | CLOSED | {"field_progress": "Reads to others", "field_aspirations": "A cat"}, to
        )
        assert BOTH in told
        assert "A colleague kept this here:" in told
        for text in ("Reads whole books", "Reads to others", "A cat"):
            assert text in told
        assert kept(session, point).fields["progress"] == "Reads whole books"
        assert (point.fields["aspirations"], point.closed_on) == ("A dog", None)

    def test_what_a_person_then_decides_is_kept(
        self, sendco: FlaskClient, session: Session, point: ReviewPoint, to: str
    ) -> None:
        old = page(sendco, point)
        save(sendco, point, old | {"field_progress": "Reads whole books"})
        told = save(sendco, point, old | CLOSED | {"field_progress": "Reads to others"}, to)
        decided = old | CLOSED | {"field_progress": "Reads whole books to others"}
        save(sendco, point, decided | {"page_had": filled_in(told)["page_had"]}, to)
        assert kept(session, point).fields["progress"] == "Reads whole books to others"
        assert (point.closed_on is not None) is bool(to)

    def test_a_box_that_the_colleague_emptied_is_told_as_that(
        self, sendco: FlaskClient, session: Session, point: ReviewPoint, to: str
    ) -> None:
        old = page(sendco, point)
        save(sendco, point, old | {"field_progress": ""})
        told = save(sendco, point, old | CLOSED | {"field_progress": "Reads to others"}, to)
        assert "A colleague emptied this box." in told
        assert "progress" not in kept(session, point).fields

    def test_what_the_colleague_chose_is_told_in_words(
        self, sendco: FlaskClient, session: Session, point: ReviewPoint, to: str
    ) -> None:
        old = page(sendco, point)
        save(sendco, point, old | {"field_recommendation": "amend"})
        told = save(sendco, point, old | CLOSED | {"field_recommendation": "cease"}, to)
        assert told.split("A colleague kept this here:")[1].startswith(CHANGE_THE_PLAN)
        assert kept(session, point).fields["recommendation"] == "amend"

    def test_each_tick_counts_by_itself(
        self, sendco: FlaskClient, session: Session, point: ReviewPoint, to: str
    ) -> None:
        old = page(sendco, point)
        save(sendco, point, old | {"circumstances": ["changes-school"]})
        save(sendco, point, old | CLOSED | {"circumstances": ["plan-changes"]}, to)
        assert kept(session, point).fields["circumstances"] == ["changes-school", "plan-changes"]

    def test_the_same_text_from_both_is_no_question(
        self, sendco: FlaskClient, session: Session, point: ReviewPoint, to: str
    ) -> None:
        old = page(sendco, point)
        save(sendco, point, old | {"field_progress": "Reads\r\nwhole books"})
        assert BOTH not in save(sendco, point, old | CLOSED | {"field_progress": "Reads\nwhole books"}, to)

    def test_what_is_wrong_elsewhere_does_not_make_the_page_forget_what_it_had(
        self, sendco: FlaskClient, session: Session, point: ReviewPoint, to: str
    ) -> None:
        old = page(sendco, point)
        save(sendco, point, old | {"field_progress": "Reads whole books"})
        wrong = save(sendco, point, old | CLOSED | {"anchor": "31/02/2027", "field_aspirations": "A cat"}, to)
        assert "Enter a date that exists" in wrong
        assert "Reads whole books" in wrong


def test_a_page_whose_marks_cannot_be_read_is_kept_as_it_was_sent(
    sendco: FlaskClient, session: Session, point: ReviewPoint
) -> None:
    for strange in ("nothing", "=", "field_progress"):
        save(sendco, point, page(sendco, point) | {"page_had": strange, "field_progress": f"Reads {strange}"})
        assert kept(session, point).fields["progress"] == f"Reads {strange}"
