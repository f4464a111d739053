"""Views over time: what is compared, in whose words, and what is left out."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from activities import all_activities
from tests.make import NOON, Make
from voice_app.model import School
from voice_app.services.heard import Heard
from voice_app.services.over_time import series_of
from voice_app.services.profile import Profile

ART, MATHS = "card:art", "card:maths"


def asked(
    make: Make, school: School, *times: dict[str, str], older: tuple[bool, ...] = (), words: str | None = None
) -> list[Heard]:
    """One sitting for each of `times`, a week apart: which way each card leaned, or why no answer came."""
    pupil, made = make.pupil(school), []
    for week, cards in enumerate(times):
        wording = "older" if week < len(older) and older[week] else "simple"
        sitting = make.sitting(
            pupil, handed_over_at=NOON + timedelta(weeks=week), profile=Profile(wording=wording).as_stored()
        )
        response = make.response(sitting, activity="card-sort", state="finished")
        for item, said in cards.items():
            given = said in {"good", "mixed", "hard"}
            state = {"state": "given", "leaning": said} if given else {"state": said}
            made.append(make.statement(response, item, words=words, **state))
    return [Heard.of(one) for one in reversed(made)]


def test_the_first_time_and_the_latest_are_compared(session: Session, make: Make, school: School) -> None:
    (series,) = series_of(
        asked(make, school, {ART: "good", MATHS: "hard"}, {ART: "mixed"}, {ART: "good"}, {ART: "hard"}),
        all_activities(),
    )
    assert len(series.days) == 3
    (art,) = series.rows
    assert [cell.place.value if cell and cell.place else None for cell in art.cells] == ["between", "good", "not-good"]
    assert (art.first.value if art.first else None, art.latest.value if art.latest else None) == ("good", "not-good")


def test_what_was_asked_once_or_not_answered_is_not_compared(session: Session, make: Make, school: School) -> None:
    assert series_of(asked(make, school, {ART: "good"}, {MATHS: "good"}), all_activities()) == []
    assert series_of(asked(make, school, {ART: "good"}, {ART: "turned-over"}), all_activities()) == []


def test_new_words_of_the_scale_begin_a_new_series(session: Session, make: Make, school: School) -> None:
    seen = asked(make, school, {ART: "good"}, {ART: "hard"}, older=(False, True))
    assert series_of(seen, all_activities()) == []


def test_words_beside_a_card_leave_it_in_and_own_cards_are_never_compared(
    session: Session, make: Make, school: School
) -> None:
    loud = "it is so loud"
    seen = asked(make, school, {ART: "good", "card:own-1": "hard"}, {ART: "hard", "card:own-1": "hard"}, words=loud)
    (series,) = series_of(seen, all_activities())
    assert len(series.rows) == 1
