"""What the rule of sharing costs. What it says is in `test_share.py`."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from voice_app.model import Statement
from voice_app.services.sharing_rule import MEETING, kept_from_with_its_day


def test_a_sittings_own_word_is_not_looked_for_among_those_of_all_sittings(session: Session) -> None:
    """Else every touch that ends something takes longer with each sitting that the school has ever had."""
    found = _steps(session, "sharing_decision")
    assert found
    assert [step for step in found if "sitting_id=?" not in step] == []


def test_the_touches_of_an_answer_are_not_looked_through_for_each_thing_it_said(session: Session) -> None:
    """Else an answer takes longer to end with each answer that waits for the same review: dozens of touches each."""
    found = _steps(session, "turn")
    assert found
    wanted = "USING COVERING INDEX ix_turn_sitting_id_response_key (sitting_id=? AND response_key=?)"
    assert [step for step in found if wanted not in step] == []


def _steps(session: Session, table: str) -> list[str]:
    """How the database looks into this table for the rule."""
    asked = select(Statement.id).where(kept_from_with_its_day(MEETING))
    sql = str(asked.compile(session.get_bind(), compile_kwargs={"render_postcompile": True, "literal_binds": True}))
    steps = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}")
    return [str(step[3]) for step in steps if f" {table} " in str(step[3])]
