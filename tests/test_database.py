"""The database refuses what must never be, and its migrations make what the models say."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.conftest import settings_for
from tests.earlier import made_earlier
from tests.make import MORNING, Make
from voice_app import create_app
from voice_app.database import differences, is_todays, migrate, migrations, open_engine
from voice_app.model import School, SharingDecision, TrailEntry, Turn


def test_the_migrations_make_what_the_models_say(app: Flask) -> None:
    with app.app_context():
        assert migrations(app).compare_metadata() == []


def test_a_database_of_today_is_known_without_loading_the_migrations(app: Flask, tmp_path: Path) -> None:
    assert is_todays(app.extensions["engine"])
    engine = open_engine(f"sqlite:///{tmp_path / 'none.sqlite'}")
    assert not is_todays(engine)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num TEXT)"))
        connection.execute(text("INSERT INTO alembic_version VALUES ('0000')"))
    assert not is_todays(engine)
    engine.dispose()


@pytest.mark.parametrize(
    ("table", "now", "before", "told"),
    [
        ("sitting", "only_asks INTEGER NOT NULL,", "", "sitting.only_asks"),
        ("sitting", "staff_id TEXT,", "staff_id TEXT NOT NULL,", "sitting.staff_id"),
        (
            "trail",
            "CONSTRAINT pk_trail",
            "CONSTRAINT old FOREIGN KEY(pupil_id) REFERENCES pupil (id), CONSTRAINT pk_trail",
            "trail.pupil_id → pupil",
        ),
        ("intake_change", "ck_intake_change_what_known", "older", "intake_change: ck_intake_change_what_known"),
    ],
)
def test_a_database_of_an_earlier_version_is_known_by_its_tables_though_it_carries_todays_number(
    tmp_path: Path, table: str, now: str, before: str, told: str
) -> None:
    settings = settings_for(tmp_path)
    app = create_app(settings)
    migrate(app)
    assert differences(app.extensions["engine"]) == []
    made_earlier(settings, table, now, before)
    earlier = create_app(settings).extensions["engine"]
    assert is_todays(earlier)
    assert told in differences(earlier)


def test_every_table_is_strict(session: Session) -> None:
    loose = session.scalars(
        text("SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND schema = 'main'")
    ).all()
    assert {name for name in loose if not name.startswith(("sqlite_", "alembic_"))} == set()


def test_commits_survive_a_power_cut(session: Session) -> None:
    assert session.scalar(text("PRAGMA journal_mode")) == "wal"
    assert session.scalar(text("PRAGMA synchronous")) == 2
    assert session.scalar(text("PRAGMA foreign_keys")) == 1


def test_no_answer_can_exist_that_its_pupil_did_not_agree_to_keep(session: Session, make: Make, school: School) -> None:
    response = make.response(make.sitting(make.pupil(school)))
    session.add(
        Turn(
            response_key=response.key,
            sitting_id=response.sitting_id,
            assent_id=uuid4(),
            counter=1,
            activity_version=1,
            item="wish:1",
            provenance="OWN_CHOICE",
            body={},
            said_at=MORNING,
        )
    )
    with pytest.raises(IntegrityError):
        session.flush()


def test_no_statement_can_exist_without_saying_how_it_was_said(session: Session, make: Make, school: School) -> None:
    response = make.response(make.sitting(make.pupil(school)))
    with pytest.raises(IntegrityError):
        make.statement(response, provenance="")


def test_the_trail_can_neither_be_edited_nor_deleted(session: Session, school: School) -> None:
    session.add(TrailEntry(at=MORNING, school_id=school.id, who="staff", what="looked at pupil"))
    session.flush()
    for change in ("UPDATE trail SET what = 'nothing'", "DELETE FROM trail"):
        with pytest.raises(IntegrityError, match="only added to"):
            session.execute(text(change))


def test_a_sharing_decision_is_never_overwritten(session: Session, make: Make, school: School) -> None:
    sitting = make.sitting(make.pupil(school))
    session.add(
        SharingDecision(
            sitting_id=sitting.id,
            audience="meeting",
            decision="no",
            position=1,
            at=MORNING,
            how="asked",
            decided_in_id=sitting.id,
        )
    )
    session.flush()
    with pytest.raises(IntegrityError, match="only added to"):
        session.execute(text("UPDATE sharing_decision SET decision = 'yes'"))


def test_an_error_of_the_database_carries_no_words_into_the_log(session: Session) -> None:
    with pytest.raises(IntegrityError) as refused:
        session.execute(text("INSERT INTO trail (what, about) VALUES (:what, '{}')"), {"what": "my uncle hits me"})
    assert "uncle" not in str(refused.value)
