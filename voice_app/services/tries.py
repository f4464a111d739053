"""Slow down guessing without locking people out (rules L1, L2).

Wrong tries are counted for an account, and for an account at one place; never for a place alone: thirty colleagues
behind one address get in while one account is attacked. A lock ends by itself, and tries made while it lasts do not
make it longer.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from voice_app.model import SignInTry

#: How many wrong tries an account bears within the window: from one place, and from everywhere together.
MOST_FROM_ONE_PLACE = 5
MOST_IN_ALL = 10
WINDOW = timedelta(minutes=15)
#: Tries are kept this long, so that whoever looks after log-ins sees what happened.
KEPT = timedelta(days=1)


class TooManyTries(Exception):
    """Locked for now, whatever is tried. `until` says when it ends by itself."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


@dataclass(frozen=True)
class Place:
    """Where a try comes from. `secret` is the instance's own: only a keyed hash of the address is kept (rule R3)."""

    address: str
    secret: str

    @property
    def kept(self) -> str:
        """What is kept of the place."""
        return self.hashed("place", _network(self.address))

    def hashed(self, what: str, text: str) -> str:
        """A keyed hash, to compare something by without keeping it."""
        return hmac.new(self.secret.encode(), f"{what}:{text}".encode(), hashlib.sha256).hexdigest()[:32]


def _network(address: str) -> str:
    """An IPv6 device may take any of the addresses of its network, so the network is the place."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    return str(int(parsed) >> 64) if isinstance(parsed, IPv6Address) else str(parsed)


def refuse_when_locked(
    session: Session, account: str, place: Place, *, now: datetime, known_place: bool = False
) -> None:
    """Raise TooManyTries while this account is locked for this place.

    `known_place`: the account's owner works here. An attack from elsewhere then does not lock the owner out, and
    only tries from this very place count.
    """
    tries = _lately(session, account, now=now)
    ends = [_lock_end([at for at, where in tries if where == place.kept], MOST_FROM_ONE_PLACE)]
    if not known_place:
        ends.append(_lock_end([at for at, _ in tries], MOST_IN_ALL))
    until = max((end for end in ends if end), default=None)
    if until is not None:
        raise TooManyTries(until)


def _lock_end(tries: Sequence[datetime], most: int) -> datetime | None:
    """When the lock ends that these tries, latest first, have brought about; nothing where they are too few."""
    return tries[most - 1] + WINDOW if len(tries) >= most else None


def in_all(session: Session, account: str, *, now: datetime) -> int:
    """How many wrong tries there were within the window, from everywhere together."""
    return len(_lately(session, account, now=now))


def locks(session: Session, *, now: datetime) -> dict[str, datetime]:
    """The accounts that are locked now, everywhere or from one place, and when each lock ends by itself."""
    rows = session.execute(select(SignInTry.account, SignInTry.at, SignInTry.place).where(SignInTry.at > now - WINDOW))
    by_account: dict[str, list[tuple[datetime, str]]] = {}
    for account, at, place in rows:
        by_account.setdefault(account, []).append((at, place))
    ends = {account: _any_lock_end(sorted(tries, reverse=True)) for account, tries in by_account.items()}
    return {account: end for account, end in ends.items() if end}


def _any_lock_end(tries: Sequence[tuple[datetime, str]]) -> datetime | None:
    ends = [_lock_end([at for at, _ in tries], MOST_IN_ALL)]
    for place in {where for _, where in tries}:
        ends.append(_lock_end([at for at, where in tries if where == place], MOST_FROM_ONE_PLACE))
    return max((end for end in ends if end), default=None)


def _lately(session: Session, account: str, *, now: datetime) -> list[tuple[datetime, str]]:
    rows = session.execute(
        select(SignInTry.at, SignInTry.place)
        .where(SignInTry.account == account, SignInTry.at > now - WINDOW)
        .order_by(SignInTry.at.desc())
    )
    return [(at, place) for at, place in rows]


def note_wrong(session: Session, account: str, place: Place, *, now: datetime) -> None:
    """Count a wrong try, and drop those older than a day.

    Tries that arrive in the same instant may pass the limit by as many as the server works on at once.
    """
    session.execute(delete(SignInTry).where(SignInTry.at <= now - KEPT))
    session.add(SignInTry(account=account, place=place.kept, at=now))
    session.flush()


def forget(session: Session, account: str, place: Place | None = None) -> int:
    """Forget the tries of an account: those from one place after getting in there, or all, which lifts the lock."""
    wanted = delete(SignInTry).where(SignInTry.account == account)
    if place is not None:
        wanted = wanted.where(SignInTry.place == place.kept)
    gone = session.execute(wanted.returning(SignInTry.id)).all()
    return len(gone)
