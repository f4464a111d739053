"""Keep one touch in this request, also where another tab sends the same one at the same moment."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from activities.contract import Activity
from voice_app.database import db_session
from voice_app.model import Sitting
from voice_app.pages.access import now, this_viewer
from voice_app.services import capture, set_aside, words_to_look_at


def keep(sitting: Sitting, room: Activity, incoming: capture.IncomingTurn, *, anew: bool = False) -> capture.Kept:
    """Keep this touch; where another request kept one under the same key just now, look again and stand beside it.

    `anew`: as for `capture.keep_turn`.

    Raises what `capture.keep_turn` raises.
    """
    sitting_id = sitting.id
    try:
        return _written(sitting, room, incoming, anew=anew)
    except IntegrityError:
        db_session().rollback()
    _wait_for_the_others(sitting_id)
    return _written(sitting, room, incoming, anew=anew)


def _written(sitting: Sitting, room: Activity, incoming: capture.IncomingTurn, *, anew: bool) -> capture.Kept:
    kept = capture.keep_turn(db_session(), sitting, room, incoming, now=now(), anew=anew)
    _look(sitting, [kept.body["items"].get(incoming.item, {}).get("words", "")])
    # The reply is all that is left to do before the commit: the others wait for the lock hardly longer.
    db_session().flush()
    return kept


def _look(sitting: Sitting, texts: list[str]) -> None:
    """Before the words can be rubbed out or passed over: what may be a worry is for the lead, whoever is beside."""
    words_to_look_at.raise_a_look(db_session(), this_viewer(), sitting, texts, now=now())


def _wait_for_the_others(sitting_id: UUID) -> None:
    """Take the lock for writing before anything is read again: nobody can then come in between a second time."""
    db_session().execute(update(Sitting).where(Sitting.id == sitting_id).values(id=Sitting.id))


def hold(sitting: Sitting, *, activity: str, body: str, why: str) -> bool:
    """Keep a touch that no answer can take as it was sent; whether there is room for it.

    Whatever the refused touch did to the session is taken back first. Raises AssentMissing.
    """
    db_session().rollback()
    sitting_id = sitting.id
    try:
        kept = set_aside.set_aside(db_session(), sitting, activity=activity, body=body, why=why, now=now())
    except IntegrityError:
        # Another request kept the very same just now.
        db_session().rollback()
        _wait_for_the_others(sitting_id)
        kept = set_aside.set_aside(db_session(), sitting, activity=activity, body=body, why=why, now=now())
    except set_aside.NoRoom:
        return False
    _look(sitting, [set_aside.words_of(kept)])
    return True
