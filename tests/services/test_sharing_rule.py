"""What the rule of sharing costs. What it says is in `test_share.py`."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from voice_app.model import Statement
from voice_app.services.sharing_rule import MEETING, kept_from_with_its_day


def test_a_sittings_own_word_is_not_looked_for_among_those_of_all_sittings(session: Session) -> None:
    """Else every touch that ends something takes longer with each sitting that the school has ever had."""
    bind = session.get_bind()
    asked = select(Statement.id).where(kept_from_with_its_day(MEETING))
    sql = str(asked.compile(bind, compile_kwargs={"render_postcompile": True, "literal_binds": True}))
    found = [
        str(step[3])
        for step in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}")
        if "sharing_decision" in str(step[3])
    ]
    assert found
    assert [step for step in found if "sitting_id=?" not in step] == []
