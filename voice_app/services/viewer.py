"""Who is looking. Made by the page from the session; every service that reads pupils' things asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from voice_app.model import DeviceSession, HelperPass, Role, SessionKind, Sitting, Staff


@dataclass(frozen=True)
class Viewer:
    """One person at one device."""

    session: DeviceSession
    school_id: UUID
    staff: Staff | None = None
    helper: HelperPass | None = None
    sitting: Sitting | None = None
    #: The network address, for the trail.
    place: str = ""

    @property
    def kind(self) -> SessionKind:
        """What the session opens."""
        return SessionKind(self.session.kind)

    @property
    def is_sendco(self) -> bool:
        """Sees all pupils of the school."""
        return self.staff is not None and self.staff.role == Role.SENDCO

    @property
    def is_administrator(self) -> bool:
        """Looks after log-ins and lists, and sees nothing that pupils said."""
        return self.staff is not None and self.staff.role == Role.ADMINISTRATOR

    @property
    def name(self) -> str:
        """As pupils call them."""
        if self.staff is not None:
            return self.staff.name
        return self.helper.helper_name if self.helper is not None else ""
