"""The demo school: alive on any day, the same for the same seed, and never served to others."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from activities import all_activities
from tests.conftest import settings_for
from tests.earlier import made_earlier
from tests.make import NOON
from voice_app import review_kinds
from voice_app.commands import demo, demonstrating, main
from voice_app.commands.demo import holidays, log_ins, phrases
from voice_app.commands.demo.children import CHILDREN, FAMILIES, class_of
from voice_app.commands.instance import engine_of
from voice_app.commands.problem import Problem
from voice_app.commands.serving import is_this_computer
from voice_app.database import differences
from voice_app.model import (
    Attachment,
    DeviceSession,
    Pupil,
    PupilCheck,
    ReviewPoint,
    Role,
    School,
    SessionKind,
    Sitting,
    Staff,
    Statement,
    TellSomeone,
    Turn,
    Views,
)  # fmt: skip
from voice_app.school_time import LONDON
from voice_app.services import look_at_views, passwords, plan_review, school_holidays
from voice_app.services.pupil_lists.needs import NEEDS
from voice_app.services.standing import views_of
from voice_app.services.viewer import Viewer


class TestTheChildren:
    def test_there_are_forty_of_every_age_need_and_stage(self) -> None:
        assert len(CHILDREN) == 40
        assert {need for child in CHILDREN for need in child.needs} == set(NEEDS)
        assert {child.sen for child in CHILDREN} == {"N", "K", "E"}
        assert {child.year for child in CHILDREN} == {"N2", "R", *map(str, range(1, 15))}

    def test_no_two_share_a_name_and_all_have_class_and_family(self) -> None:
        assert len({(child.forename, child.surname) for child in CHILDREN}) == 40
        assert all(class_of(child.year) and FAMILIES[child.family] for child in CHILDREN)

    def test_every_age_has_its_words(self) -> None:
        assert all(set(ages) == {phrases.YOUNG, phrases.MIDDLE, phrases.OLDER} for ages in phrases.PHRASES.values())

    def test_nobody_says_a_bare_no_where_views_are_shown(self) -> None:
        said = {text.casefold() for ages in phrases.PHRASES.values() for texts in ages.values() for text in texts}
        assert not {text for text in said if text == "no" or text.startswith("no,")}


#: The statements of each answer by their items, and the picks that stood in it at its end.
Said = dict[UUID, dict[str, Statement]]
Picks = list[dict[str, set[str]]]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The whole demo school at noon."""
    from voice_app.commands.instance import migrated_app, working

    app = migrated_app(settings_for(tmp_path_factory.mktemp("demo")))
    with working(engine_of(app)) as session:
        demo.fill(session, NOON)
    return app


@pytest.fixture
def whole_session(whole: Flask) -> Session:
    """A session on the whole demo school."""
    return Session(engine_of(whole))


class TestTheHolidays:
    @pytest.mark.parametrize(
        ("began", "first_days"),
        [
            (2026, ["2026-10-26", "2026-12-21", "2027-02-15", "2027-03-26", "2027-05-31", "2027-07-22"]),
            (2025, ["2025-10-27", "2025-12-22", "2026-02-16", "2026-04-03", "2026-05-25", "2026-07-22"]),
        ],
    )
    def test_they_are_when_many_schools_have_them(self, began: int, first_days: list[str]) -> None:
        assert [one.first.isoformat() for one in holidays.of_school_year(began)] == first_days

    @given(began=st.integers(2001, 2096))
    def test_in_every_year_they_fit_and_belong_to_that_school_year(self, began: int) -> None:
        found = [review_kinds.Holiday(first, last) for _, first, last in holidays.of_school_year(began)]
        for place, one in enumerate(found):
            review_kinds.check_fits(one, found[:place])
        assert {review_kinds.school_year(one.first) for one in found} == {began}

    def test_three_school_years_round_today_are_entered(self, whole_session: Session) -> None:
        school = whole_session.scalars(select(School)).one()
        entered = school_holidays.as_entered(whole_session, school.id)
        assert [entered.entered_for(year) for year in (2024, 2025, 2026, 2027, 2028)] == [
            False, True, True, True, False,
        ]  # fmt: skip


class TestTheWholeSchool:
    def test_every_pupil_is_in_the_year_their_age_says(self, whole_session: Session) -> None:
        for pupil in whole_session.scalars(select(Pupil).where(Pupil.practice.is_(False))):
            assert pupil.dob is not None
            assert review_kinds.year_group(pupil.dob, NOON.date()) == pupil.year

    def test_every_standing_of_views_is_on_the_dashboard(self, whole_session: Session) -> None:
        open_points = whole_session.scalars(select(ReviewPoint.views).where(ReviewPoint.closed_on.is_(None)))
        assert set(open_points) == {one.value for one in Views}

    def test_what_is_kept_of_open_reviews_is_what_is_worked_out(self, whole_session: Session) -> None:
        points = whole_session.scalars(select(ReviewPoint).where(ReviewPoint.closed_on.is_(None))).all()
        assert [p.id for p in points if views_of(whole_session, p) != p.views] == []

    def test_no_annual_review_is_later_than_the_law_allows(self, whole_session: Session) -> None:
        kind = review_kinds.all_kinds()["annual-review"]
        yearly = whole_session.scalars(select(ReviewPoint).where(ReviewPoint.kind == kind.slug)).all()
        assert yearly
        for point in yearly:
            (meeting,) = [
                step for step in review_kinds.steps(kind, point.anchor, due=point.due) if step.key == "meeting"
            ]
            late = [
                one.text for one in meeting.warnings if one.text in {kind.review.too_late, kind.review.after_anchor}
            ]
            assert late == []
            if point.predecessor is not None:
                since, _ = plan_review.reviewed_on(point.predecessor, kind)
                by = review_kinds.next_anchor(kind, since)
                assert by is not None
                assert point.anchor <= by[0]

    def test_somebody_is_overdue_to_be_asked_and_somebody_is_due_this_week(self, whole_session: Session) -> None:
        waiting = select(ReviewPoint.ask_by).where(ReviewPoint.closed_on.is_(None), ReviewPoint.views == "missing")
        days = Counter((ask_by - NOON.date()).days // 7 for ask_by in whole_session.scalars(waiting))
        assert days[-1]
        assert days[0]
        assert max(days) > 1

    def test_cycles_are_chained_and_pupils_with_a_plan_have_annual_reviews(self, whole_session: Session) -> None:
        chained = whole_session.scalars(
            select(ReviewPoint).join(Pupil).where(ReviewPoint.number > 1, Pupil.practice.is_(False))
        ).all()
        assert chained
        assert all(one.predecessor and one.predecessor.number == one.number - 1 for one in chained)
        with_plan = set(whole_session.scalars(select(Pupil.id).where(Pupil.sen == "E", Pupil.practice.is_(False))))
        yearly = select(ReviewPoint.pupil_id).where(
            ReviewPoint.kind == "annual-review", ReviewPoint.closed_on.is_(None)
        )
        assert set(whole_session.scalars(yearly)) == with_plan

    def test_it_has_a_refusal_a_stop_a_fork_and_somebody_who_asked_to_talk(self, whole_session: Session) -> None:
        def count(query: object) -> int:
            return whole_session.scalar(query) or 0  # type: ignore[call-overload]  # several shapes

        assert count(select(func.count(Sitting.id)).where(Sitting.refused_at.is_not(None)))
        assert count(select(func.count(Sitting.id)).where(Sitting.stopped_at.is_not(None)))
        assert count(select(func.count(Turn.id)).where(Turn.fork > 0))
        assert count(select(func.count(TellSomeone.id)).where(TellSomeone.seen_at.is_(None))) == 1
        assert count(select(func.count(Attachment.id)).where(Attachment.added_at.is_not(None)))
        assert {"keep", "leave-out"} <= set(whole_session.scalars(select(PupilCheck.said)))

    def test_the_sendco_reads_of_some_pupils_what_moved_since_the_time_before(self, whole_session: Session) -> None:
        sendco = whole_session.scalars(select(Staff).where(Staff.role == Role.SENDCO)).one()
        door = DeviceSession(kind=SessionKind.STAFF, token_hash="x", staff_id=sendco.id, started_at=NOON, seen_at=NOON)
        viewer = Viewer(session=door, school_id=sendco.school_id, staff=sendco)
        rooms = all_activities()
        seen = [
            look_at_views.views_of(whole_session, viewer, key, rooms) for key in whole_session.scalars(select(Pupil.id))
        ]
        moved = {one.statement.response.activity for views in seen for one in views.moved}
        assert len(moved) >= 2
        assert any(views.over_time for views in seen)

    def test_nothing_happens_in_the_future(self, whole_session: Session) -> None:
        assert (whole_session.scalar(select(func.max(Turn.said_at))) or NOON) <= NOON
        assert (whole_session.scalar(select(func.max(Statement.made_at))) or NOON) <= NOON

    def test_pupils_were_asked_all_through_two_years_and_on_school_days(self, whole_session: Session) -> None:
        days = [began.date() for began in whole_session.scalars(select(Sitting.handed_over_at))]
        assert NOON.date() - min(days) > timedelta(days=600)
        assert len({(day.year, day.month) for day in days}) >= 12
        assert [day for day in days if day.weekday() > 4] == []
        # The last days before today may be in a holiday: views of now are of now.
        long_ago = [day for day in days if NOON.date() - day > timedelta(days=7)]
        assert [day for day in long_ago if holidays.open_until(day) != day] == []

    def test_every_review_and_meeting_is_on_a_school_day(self, whole_session: Session) -> None:
        days = whole_session.scalars(select(ReviewPoint.due).where(ReviewPoint.due.is_not(None))).all()
        assert len(days) > 100
        assert [day for day in days if holidays.open_until(day) != day] == []

    @pytest.mark.parametrize(
        ("day", "before", "after"),
        [
            (date(2026, 8, 31), date(2026, 7, 21), date(2026, 9, 2)),
            (date(2026, 12, 25), date(2026, 12, 18), date(2027, 1, 4)),
            (date(2026, 11, 21), date(2026, 11, 20), date(2026, 11, 23)),
            (date(2026, 5, 4), date(2026, 5, 1), date(2026, 5, 5)),
            (date(2026, 11, 20), date(2026, 11, 20), date(2026, 11, 20)),
        ],
    )
    def test_the_school_is_shut_at_weekends_on_bank_holidays_and_in_its_holidays(
        self, day: date, before: date, after: date
    ) -> None:
        assert (holidays.open_until(day), holidays.open_from(day)) == (before, after)

    def test_the_practice_pupil_is_there_for_everybody(self, whole_session: Session) -> None:
        practice = whole_session.scalars(select(Pupil).where(Pupil.practice)).one()
        assert practice.full_name == "Practice Pupil"
        assert whole_session.scalar(select(func.count(Sitting.id)).where(Sitting.pupil_id == practice.id)) == 0


class TestWhatTheySay:
    """In one sitting nobody says two things that cannot both be."""

    @pytest.fixture
    def sittings_said(self, whole_session: Session) -> Said:
        """What was said in each answer, by what was asked."""
        said: Said = defaultdict(dict)
        given = select(Statement).where(Statement.state == "given", Statement.replaced_at.is_(None))
        for one in whole_session.scalars(given):
            said[one.response_key][one.item] = one
        return said

    @pytest.fixture
    def picks(self, whole_session: Session, sittings_said: Said) -> Picks:
        """What was picked in each answer, as it was when it ended."""
        turns = whole_session.scalars(select(Turn).where(Turn.response_key.in_(sittings_said)).order_by(Turn.counter))
        latest = {turn.response_key: turn.body for turn in turns if turn.fork == 0}
        return [
            {item: {*one.get("picks", ())} for item, one in body["items"].items() if one["state"] == "given"}
            for body in latest.values()
        ]

    def test_the_best_card_is_one_that_is_liked_and_the_other_end_one_that_is_not(self, picks: Picks) -> None:
        tones = {"most-liked": "good", "least-liked": "not-good"}
        for answer in picks:
            for pointed, place in tones.items():
                for card in answer.get(pointed, ()):
                    assert answer[card] == {place}, (pointed, card)

    def test_the_same_is_not_good_and_hard_in_the_same_part_of_a_day_nor_what_adults_should_and_should_not_do(
        self, picks: Picks
    ) -> None:
        for answer in picks:
            pairs = [("adults-do", "adults-dont"), ("helps", "stops"), ("helps-day", "stops")]
            pairs += [(item, item.replace("good:", "hard:", 1)) for item in answer if item.startswith("good:")]
            for one, other in pairs:
                assert not answer.get(one, set()) & answer.get(other, set()), (one, other)

    def test_nobody_says_the_same_words_twice_in_one_answer(self, sittings_said: Said) -> None:
        for said in sittings_said.values():
            # Which wish matters most tells the wish once more.
            words = [one.words for item, one in said.items() if one.words and item != "matters-most"]
            assert len(words) == len(set(words)), words

    def test_whoever_points_is_not_quoted_and_the_youngest_do_not_type(
        self, whole_session: Session, sittings_said: Said
    ) -> None:
        children = {child.surname: child for child in CHILDREN}
        names = {pupil.id: pupil.surname for pupil in whole_session.scalars(select(Pupil))}
        met = set()
        for said in sittings_said.values():
            for one in said.values():
                child = children[names[one.pupil_id]]
                if "pointing" in child.modes:
                    assert not one.words, (child, one.words)
                if phrases.age_band(child.year) == phrases.YOUNG:
                    met.add(one.provenance)
        assert "OWN_WORDS_TYPED" not in met
        assert "SCRIBED_VERBATIM" in met


class TestASmallSchool:
    def test_it_is_the_same_for_the_same_seed(self, tmp_path: Path) -> None:
        first, second = (_words_said(tmp_path / name) for name in "ab")
        assert first
        assert first == second

    @pytest.mark.parametrize("day", [datetime(2026, 12, 26, 9, tzinfo=UTC), datetime(2028, 2, 29, 23, 30, tzinfo=UTC)])
    def test_it_can_be_made_on_any_day(self, session: Session, day: datetime) -> None:
        made = demo.fill(session, day, pupils=3)
        assert len(made.pupils) == 3
        due = session.scalars(select(ReviewPoint.due).where(ReviewPoint.closed_on.is_(None))).all()
        assert min(due) > day.date() - timedelta(days=30)
        assert [one for one in due if holidays.open_until(one) != one] == []
        hours = {began.astimezone(LONDON).hour for began in session.scalars(select(Sitting.handed_over_at))}
        assert hours
        assert hours <= set(range(9, 15))


def _words_said(folder: Path) -> list[tuple[str | None, ...]]:
    from voice_app.commands.instance import migrated_app

    folder.mkdir()
    app = migrated_app(settings_for(folder))
    with Session(engine_of(app)) as session:
        demo.fill(session, NOON, pupils=3)
        rows = session.execute(
            select(Pupil.surname, Statement.item, Statement.words, Statement.state)
            .join(Pupil, Pupil.id == Statement.pupil_id)
            .order_by(Pupil.surname, Statement.made_at, Statement.item)
        )
        return [tuple(row) for row in rows]


class TestOpeningIt:
    @pytest.fixture(autouse=True)
    def _small(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(demonstrating, "fill", lambda session, now: demo.fill(session, now, pupils=1))

    def test_log_ins_are_random_kept_and_work(self, tmp_path: Path) -> None:
        app, known = demonstrating.prepare(settings_for(tmp_path), reset=False)
        _, again = demonstrating.prepare(settings_for(tmp_path), reset=False)
        assert known == again == log_ins.kept(tmp_path)
        with Session(engine_of(app)) as session:
            for one in known:
                staff = session.scalars(select(Staff).where(Staff.username == one["username"])).one()
                assert passwords.fits(one["password"], staff.password_hash)
        assert {one["role"] for one in known} == {"SENDCo", "Teaching assistant", "Teacher", "Administrator"}

    def test_lost_log_ins_are_made_anew(self, tmp_path: Path) -> None:
        _, known = demonstrating.prepare(settings_for(tmp_path), reset=False)
        (tmp_path / log_ins.FILE).write_text("{")
        _, anew = demonstrating.prepare(settings_for(tmp_path), reset=False)
        assert {one["password"] for one in anew}.isdisjoint(one["password"] for one in known)

    def test_reset_starts_over(self, tmp_path: Path) -> None:
        app, known = demonstrating.prepare(settings_for(tmp_path), reset=False)
        with Session(engine_of(app)) as session, session.begin():
            session.scalars(select(School)).one().name = "Changed"
        app, anew = demonstrating.prepare(settings_for(tmp_path), reset=True)
        assert anew != known
        with Session(engine_of(app)) as session:
            assert session.scalars(select(School.name)).one() == demo.NAME

    def test_one_that_an_earlier_version_made_is_not_opened_and_can_be_started_over(self, tmp_path: Path) -> None:
        app, _ = demonstrating.prepare(settings_for(tmp_path), reset=False)
        engine_of(app).dispose()
        made_earlier(settings_for(tmp_path))
        with pytest.raises(Problem, match=r"trail.pupil_id → pupil.*make demo RESET=1"):
            demonstrating.prepare(settings_for(tmp_path), reset=False)
        app, _ = demonstrating.prepare(settings_for(tmp_path), reset=True)
        assert differences(engine_of(app)) == []

    def test_a_real_school_is_never_touched(self, tmp_path: Path, app: Flask, session: Session, school: School) -> None:
        session.commit()
        with pytest.raises(Problem, match="no demo"):
            demonstrating.prepare(settings_for(tmp_path), reset=True)
        assert session.scalars(select(School.name)).all() == [school.name]

    @pytest.mark.parametrize(("host", "proxy"), [("0.0.0.0", ""), ("::", ""), ("127.0.0.1", "127.0.0.1")])
    def test_it_is_not_served_to_others(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], host: str, proxy: str
    ) -> None:
        demonstrating.prepare(settings_for(tmp_path), reset=False)
        monkeypatch.setenv("MYSAY_DATA", str(tmp_path))
        monkeypatch.setenv("MYSAY_TRUSTED_PROXY", proxy)
        monkeypatch.delenv("MYSAY_DATABASE", raising=False)
        assert main(["serve", "--host", host, "--port", "8115"]) == 1
        assert "served to this computer only" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("host", "only_here"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False),
     ("192.168.1.4", False), ("localhost.school.test", False), ("", False)],
)  # fmt: skip
def test_which_addresses_only_this_computer_reaches(host: str, only_here: bool) -> None:
    assert is_this_computer(host) is only_here
