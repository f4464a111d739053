"""Prepare what leaves the building: an adult ticks, the pupil says Keep, Change or Leave out, then it is added.

Nothing is ticked beforehand, and a tick holds for the words it was given to: changed words wait for a new one
(docs/practice.md, Fairness rules; docs/architecture.md, Statement identity). Only where the pupil was shown the
ticked words and said "Change it", the tick holds for what the pupil says instead
(`docs/decisions/change-it-is-said-anew.md`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true, update
from sqlalchemy.orm import Session, aliased, joinedload

from voice_app.model import Attachment, PupilCheck, ReviewPoint, SharingDecision, Sitting, Statement, Turn

from .asked import was_asked, when_asked
from .keep_back import giving_away, giving_away_private, hidden_from
from .leave_trail import leave_trail
from .reach import OutOfReach
from .say_anew import items_of
from .share import AnotherRound, decide, statement_decisions
from .sharing_rule import MEETING, kept_from, kept_from_with_its_day, shared_with, visible_to
from .standing import open_points
from .viewer import Viewer

#: What a pupil can say to one thing that is to go out.
PUPIL_SAYS = ("keep", "change", "leave-out")
NOT_POSSIBLE = "not-possible"


class ReasonMissing(ValueError):
    """Where the pupil could not be shown what goes out, the reason stands in its place."""


class NotAnAnswer(ValueError):
    """Neither Keep, nor Change, nor Leave out."""


class Standing(StrEnum):
    """How far one thing has come on its way into the paperwork."""

    #: The pupil does not share it with the people at the meeting: it cannot go in.
    NOT_SHARED = "not-shared"
    #: It would tell of something that the pupil keeps from them; what they said about this itself may be a yes.
    HELD_BACK = "held-back"
    #: The pupil has not been asked yet whether they may see it: it cannot go in so far.
    NOT_ASKED = "not-asked"
    #: The pupil was asked and has not answered whether they may see it: it cannot go in so far.
    NOT_ANSWERED = "not-answered"
    OPEN = "open"
    #: Ticked, and the pupil has not been shown it yet.
    WAITING = "waiting"
    KEPT = "kept"
    NOT_POSSIBLE = "not-possible"
    #: The pupil wants to say it in another way: it stays out until it is said again.
    CHANGE = "change"
    LEFT_OUT = "leave-out"
    ADDED = "added"


#: What no adult can tick: the pupil wants it so, or has not said yet.
STAYS_OUT = frozenset(
    {
        *(Standing.NOT_SHARED, Standing.HELD_BACK, Standing.NOT_ASKED, Standing.NOT_ANSWERED),
        *(Standing.LEFT_OUT, Standing.CHANGE),
    }
)


@dataclass(frozen=True)
class Attached:
    """One thing said that is attached to a review point, with what came of showing it to the pupil."""

    attachment: Attachment
    statement: Statement
    #: Shared at this moment with the audience that was asked about.
    shared: bool
    check: PupilCheck | None
    #: Shown the words that were ticked, the pupil said "Change it", and these in their place.
    said_anew: bool = False
    #: Why it is not shared; only the pupil's own no is told as theirs. Means nothing where it is shared.
    because: Standing = Standing.NOT_SHARED

    @property
    def ticked(self) -> bool:
        """Ticked for the words that stand now, or for those that the pupil said anew when asked about them."""
        ticked = self.attachment.ticked_at
        return ticked is not None and (self.said_anew or ticked >= self.statement.made_at)

    @property
    def added(self) -> bool:
        """Added to the paperwork with the words that stand now, after the pupil was shown them or could not be."""
        added = self.attachment.added_at
        cleared = self.check is not None and self.check.said in {"keep", NOT_POSSIBLE}
        return added is not None and added >= self.statement.made_at and self.ticked and cleared

    @property
    def standing(self) -> Standing:
        """How far it has come. What the pupil said goes before what an adult ticked."""
        said = self.check.said if self.check else None
        if not self.shared:
            return self.because
        if said in {"leave-out", "change"}:
            return Standing(said)
        if self.added:
            return Standing.ADDED
        if not self.ticked:
            return Standing.OPEN
        return {"keep": Standing.KEPT, NOT_POSSIBLE: Standing.NOT_POSSIBLE}.get(said or "", Standing.WAITING)


def attached(session: Session, viewer: Viewer, point: ReviewPoint, *, audience: str = MEETING) -> list[Attached]:
    """What is attached to this review point and may be shown to this viewer, in the order it was said.

    `shared` of each tells whether it is shared with `audience` at this moment (rule X7), and tells of nothing that is
    not. What tells this viewer of something they may not see is not among them.
    """
    rows = _attached(session, point, audience, and_(Attachment.ended_at.is_(None), visible_to(viewer)))
    hidden = hidden_from(session, viewer, [row.statement for row in rows])
    return [row for row in rows if row.statement.id not in hidden]


def _attached(session: Session, point: ReviewPoint, audience: str, which: ColumnElement[bool]) -> list[Attached]:
    rows = session.execute(
        select(Attachment, Statement, shared_with(audience), kept_from(audience))
        .join(Statement, and_(Statement.response_key == Attachment.response_key, Statement.item == Attachment.item))
        .where(
            Attachment.review_point_id == point.id,
            Statement.pupil_id == point.pupil_id,
            Statement.replaced_at.is_(None),
            Statement.state == "given",
            which,
        )
        .options(joinedload(Statement.response), joinedload(Statement.sitting).selectinload(Sitting.present))
        .order_by(Statement.made_at, Statement.position)
    ).all()
    checks = standing_checks(session, point, [statement.id for _, statement, _, _ in rows])
    yes = [said for _, said, shared, _ in rows if shared]
    back = giving_away(session, audience, yes)
    private = giving_away_private(session, audience, yes) if back else set()
    waits = [said for _, said, shared, kept in rows if not shared and not kept]
    asked = when_asked(session, point.pupil_id) if waits else {}
    # What is shared itself and tells of another thing waits for the answer about that one.
    others_asked = bool(waits) and all(was_asked(asked, one.response.sitting_id, one.made_at) for one in waits)
    anew = _said_anew(session, point, [(attachment, said) for attachment, said, _, _ in rows])
    return [
        Attached(
            attachment,
            said,
            shared=bool(shared) and said.id not in back,
            check=checks.get(said.id),
            said_anew=said.id in anew,
            because=_why_not(
                said,
                private,
                kept=bool(kept and not shared),
                asked=others_asked if shared else was_asked(asked, said.response.sitting_id, said.made_at),
            ),
        )
        for attachment, said, shared, kept in rows
    ]


def _why_not(said: Statement, private: Collection[UUID], *, kept: bool, asked: bool) -> Standing:
    """Why this may not go, if it may not: what it would tell of can be kept, or not asked about, as well as itself."""
    if said.id in private:
        return Standing.HELD_BACK
    if kept:
        return Standing.NOT_SHARED
    return Standing.NOT_ANSWERED if asked else Standing.NOT_ASKED


def still_in(session: Session, point: ReviewPoint, audience: str) -> set[UUID]:
    """The ids of all that a copy for this audience may hold at this moment, whoever looks."""
    rows = _attached(session, point, audience, Attachment.ended_at.is_(None))
    return {row.statement.id for row in rows if row.standing is Standing.ADDED}


def may_go(
    session: Session, viewer: Viewer, point: ReviewPoint, audience: str, *, until: datetime | None = None
) -> set[UUID]:
    """The ids of all that was said for this review and may go to this audience, ticked or not: what is chosen from.

    Nothing that is kept from the audience, or tells of such a thing, or is kept from the viewer, is counted in it; nor
    what the pupil said Leave out or Change it to, as that may not go out. What an adult took off this review, and put
    on no other, still counts. `until`: only what had been said and joined by then, for a paper of then.
    """
    now_on = aliased(Attachment)
    on_another = (
        select(now_on.id)
        .where(
            now_on.response_key == Attachment.response_key, now_on.item == Attachment.item, now_on.ended_at.is_(None)
        )
        .exists()
    )
    here = or_(Attachment.ended_at.is_(None), ~on_another)
    by_then = and_(Attachment.attached_at <= until, Statement.made_at <= until) if until else true()
    rows = _attached(session, point, audience, and_(here, by_then, visible_to(viewer)))
    hidden = hidden_from(session, viewer, [row.statement for row in rows])
    return {row.statement.id for row in rows if row.standing not in STAYS_OUT} - hidden


class _Told(NamedTuple):
    """What the pupil said to one version when shown what goes out."""

    said: str
    at: datetime
    sitting_id: UUID | None
    #: When the version was made.
    made_at: datetime


def _said_anew(session: Session, point: ReviewPoint, rows: Collection[tuple[Attachment, Statement]]) -> set[UUID]:
    """The ids of those that the pupil said in the place of ticked words, in answer to being shown these."""
    told: dict[tuple[UUID, str], list[_Told]] = defaultdict(list)
    for key, item, said, at, sitting_id, made_at in session.execute(
        select(
            Statement.response_key,
            Statement.item,
            PupilCheck.said,
            PupilCheck.at,
            PupilCheck.sitting_id,
            Statement.made_at,
        )
        .join(Statement, Statement.id == PupilCheck.statement_id)
        .where(
            PupilCheck.review_point_id == point.id,
            PupilCheck.said.in_(PUPIL_SAYS),
            Statement.replaced_at.is_not(None),
        )
        .order_by(PupilCheck.at)
    ):
        told[key, item].append(_Told(said, at, sitting_id, made_at))
    return {
        one.id
        for attachment, one in rows
        if attachment.ticked_at is not None
        and (before := told.get((one.response_key, one.item)))
        and _tick_came_along(session, one.response_key, one.made_at, attachment.ticked_at, before)
    }


def _tick_came_along(
    session: Session, answer: UUID, made_at: datetime, ticked_at: datetime, told: Sequence[_Told]
) -> bool:
    """Whether a tick holds for the words made then: the last that was said before them is "Change it" to ticked words.

    Only in the same sitting: words of another one answer nothing that was asked then.
    """
    last = next((one for one in reversed(told) if one.made_at < made_at and one.at <= made_at), None)
    if last is None or last.said != "change" or _said_in(session, answer, made_at) != last.sitting_id:
        return False
    if last.made_at <= ticked_at:
        return ticked_at <= last.at
    return _tick_came_along(session, answer, last.made_at, ticked_at, told)


def _said_in(session: Session, answer: UUID, then: datetime) -> UUID | None:
    """The sitting of the newest touch at that time. A card of the pupil's own words stays of the day of its words."""
    touches = select(Turn.sitting_id).where(Turn.response_key == answer, Turn.said_at <= then)
    return session.scalar(touches.order_by(Turn.said_at.desc(), Turn.counter.desc()).limit(1))


def waiting_for_pupil(session: Session, pupil_id: UUID) -> Sequence[tuple[Attachment, Statement]]:
    """What waits for the pupil's Keep, Change or Leave out, the nearest review first.

    Only what could go out: shared with the meeting, ticked for the words that stand now, and the review is open. Also
    what the pupil said anew and was not asked about since: to keep it is then the yes to the meeting. And what they
    said "Change it" to and did not say anew, so that it is not lost where they were interrupted.
    """
    return [
        (row.attachment, row.statement)
        for point in open_points(session, pupil_id)
        for row in _attached(session, point, MEETING, Attachment.ended_at.is_(None))
        if row.standing is Standing.WAITING
        or _is_still_to_be_changed(row)
        or (
            row.said_anew
            and (row.check is None or (row.check.said == "change" and items_of(row.statement)))
            and (_not_asked_about(session, row.statement) or _only_the_keep_was_taken_back(session, row.statement))
        )
    ]


def _is_still_to_be_changed(row: Attached) -> bool:
    return row.standing is Standing.CHANGE and row.ticked and bool(items_of(row.statement))


def _not_asked_about(session: Session, said: Statement) -> bool:
    """Whether the pupil has not yet decided if these words may be seen at the meeting."""
    decided = or_(shared_with(MEETING), kept_from(MEETING))
    return not session.scalar(select(decided).where(Statement.id == said.id))


def on_open_review(session: Session, pupil_id: UUID, statement_id: UUID) -> tuple[Attachment, Statement] | None:
    """A standing statement of this pupil and where it is attached to an open review, ticked or not; else nothing."""
    found = session.execute(
        select(Attachment, Statement)
        .join(Statement, and_(Statement.response_key == Attachment.response_key, Statement.item == Attachment.item))
        .join(ReviewPoint, ReviewPoint.id == Attachment.review_point_id)
        .where(
            Statement.id == statement_id,
            Statement.pupil_id == pupil_id,
            Statement.replaced_at.is_(None),
            Attachment.ended_at.is_(None),
            ReviewPoint.closed_on.is_(None),
        )
        .order_by(ReviewPoint.due, ReviewPoint.made_at)
    ).first()
    return (found[0], found[1]) if found else None


def standing_checks(session: Session, point: ReviewPoint, statement_ids: Collection[UUID]) -> dict[UUID, PupilCheck]:
    """What stands of the checks of these statements for this review point, by statement."""
    found: dict[UUID, list[PupilCheck]] = defaultdict(list)
    for one in session.scalars(
        select(PupilCheck)
        .where(PupilCheck.review_point_id == point.id, PupilCheck.statement_id.in_(statement_ids))
        .order_by(PupilCheck.at)
    ):
        found[one.statement_id].append(one)
    # An adult's reason never stands against the pupil's own word.
    return {key: ([c for c in checks if c.said != NOT_POSSIBLE] or checks)[-1] for key, checks in found.items()}


@dataclass(frozen=True)
class Ticked:
    """What a save of ticks did: how many stand, and how many could not be given because sharing has changed."""

    standing: int
    refused: int


def tick(session: Session, viewer: Viewer, point: ReviewPoint, wanted: Collection[UUID], *, now: datetime) -> Ticked:
    """Keep the SENDCo's ticks, by statement. Clearing one also takes that thing out of the paperwork.

    What the pupil wants left out or changed is not touched, and what is not shared with the meeting cannot be ticked.
    """
    by = _sendco(viewer, point)
    may, standing = set(), 0
    for row in attached(session, viewer, point):
        if row.standing in STAYS_OUT:
            continue
        may.add(row.statement.id)
        if row.statement.id in wanted:
            standing += 1
            if not row.ticked:
                _mark(row.attachment, ticked_at=now, by=by)
        elif row.attachment.ticked_at is not None:
            _mark(row.attachment, ticked_at=None, by=None)
    session.flush()
    _trail(session, viewer, "ticked for paperwork", point, now=now)
    return Ticked(standing, len(set(wanted) - may))


def _mark(attachment: Attachment, *, ticked_at: datetime | None, by: UUID | None) -> None:
    attachment.ticked_at, attachment.ticked_by_id = ticked_at, by
    attachment.added_at = attachment.added_by_id = None


def round_of(session: Session, review_point: ReviewPoint, statement: Statement) -> str:
    """Which asking this is: how often the pupil has answered it. A page carries it, and `check` is given it back."""
    answered = _answers_to(review_point, statement).with_only_columns(func.count(PupilCheck.id)).order_by(None)
    return str(session.scalar(answered))


def _answers_to(review_point: ReviewPoint, statement: Statement) -> Select[PupilCheck]:
    return (
        select(PupilCheck)
        .where(PupilCheck.review_point_id == review_point.id, PupilCheck.statement_id == statement.id)
        .order_by(PupilCheck.at.desc())
    )


def check(
    session: Session,
    review_point: ReviewPoint,
    statement: Statement,
    said: str,
    *,
    sitting: Sitting,
    now: datetime,
    asked_in: str | None = None,
) -> PupilCheck:
    """Keep what the pupil said to one thing that is to go out; the latest stands.

    "This could go to your meeting" is the first question about words that were said anew a moment ago: to keep them
    is then also the yes to the people at the meeting, and whoever takes the Keep back takes that yes back with it,
    until they keep it after all. What the pupil decided on the page of who can see it is left as it is.
    `asked_in`: the round (`round_of`) of the page that asked. The same answer sent once more from there is kept once
    (rule D2), and what holds back is kept whenever it comes.
    Raises NotAnAnswer, OutOfReach where review, statement and sitting are not of one pupil, and AnotherRound for a
    Keep to another round.
    """
    if said not in PUPIL_SAYS:
        raise NotAnAnswer(said)
    if not statement.pupil_id == review_point.pupil_id == sitting.pupil_id:
        raise OutOfReach(statement.id)
    # The lock for writing is taken before anything is read: of two taps at once the second sees the first.
    session.execute(update(Sitting).where(Sitting.id == sitting.id).values(id=Sitting.id))
    if asked_in is not None and asked_in != round_of(session, review_point, statement):
        last = session.scalars(_answers_to(review_point, statement)).first()
        if last is not None and last.said == said:
            return last
        if said == "keep":
            raise AnotherRound(statement.id)
    if said == "keep" and (_not_asked_about(session, statement) or _only_the_keep_was_taken_back(session, statement)):
        decide(session, sitting, MEETING, "yes", how="asked", decided_in=sitting, now=now, statement=statement)
    elif said != "keep" and _kept_was_the_yes(session, statement):
        decide(session, sitting, MEETING, "dont-know", how="asked", decided_in=sitting, now=now, statement=statement)
    made = PupilCheck(
        review_point_id=review_point.id, statement_id=statement.id, said=said, at=now, sitting_id=sitting.id
    )
    session.add(made)
    session.flush()
    return made


def _kept_was_the_yes(session: Session, said: Statement) -> bool:
    """Whether the meeting's yes to these words stands, and came with a Keep."""
    return statement_decisions(session, said).get(MEETING) == "yes" and _came_with(session, said, "keep")


def _only_the_keep_was_taken_back(session: Session, said: Statement) -> bool:
    """Whether nothing keeps these words from the meeting but a Keep that was taken back."""
    if statement_decisions(session, said).get(MEETING) != "dont-know" or not _came_with(
        session, said, "change", "leave-out"
    ):
        return False
    return not session.scalar(select(kept_from_with_its_day(MEETING)).where(Statement.id == said.id))


def _came_with(session: Session, statement: Statement, *said: str) -> bool:
    """Whether the latest decision about these words and the meeting was made here, when the pupil said one of these."""
    latest = session.scalar(
        select(SharingDecision)
        .where(SharingDecision.statement_id == statement.id, SharingDecision.audience == MEETING)
        .order_by(SharingDecision.position.desc())
        .limit(1)
    )
    if latest is None:
        return False
    checks = select(PupilCheck.id).where(
        PupilCheck.statement_id == statement.id,
        PupilCheck.said.in_(said),
        PupilCheck.at == latest.at,
        PupilCheck.sitting_id == latest.decided_in_id,
    )
    return session.scalar(checks.limit(1)) is not None


def could_not_show(
    session: Session, viewer: Viewer, point: ReviewPoint, which: Collection[UUID], reason: str, *, now: datetime
) -> int:
    """Record why the pupil could not be shown these ticked things. Says how many it was kept for.

    Only what still waits for the pupil takes it: an adult's reason never stands against the pupil's own word.
    Raises ReasonMissing.
    """
    by = _sendco(viewer, point)
    if not reason.strip():
        raise ReasonMissing
    waiting = [row for row in attached(session, viewer, point) if row.standing is Standing.WAITING]
    chosen = [row for row in waiting if row.statement.id in which]
    session.add_all(
        PupilCheck(
            review_point_id=point.id,
            statement_id=row.statement.id,
            said=NOT_POSSIBLE,
            reason=reason.strip(),
            at=now,
            by_id=by,
        )
        for row in chosen
    )
    session.flush()
    if chosen:
        _trail(session, viewer, "could not show what goes out", point, now=now)
    return len(chosen)


def add(session: Session, viewer: Viewer, point: ReviewPoint, *, now: datetime) -> int:
    """Add to the review what is ticked and kept by the pupil, or could not be shown with a reason. Says how many."""
    by = _sendco(viewer, point)
    ready = [row for row in attached(session, viewer, point) if is_ready(row)]
    for row in ready:
        row.attachment.added_at, row.attachment.added_by_id = now, by
    session.flush()
    if ready:
        _trail(session, viewer, "added to review", point, now=now)
    return len(ready)


def is_ready(row: Attached) -> bool:
    """Whether "Add to review" takes it."""
    return row.standing in {Standing.KEPT, Standing.NOT_POSSIBLE}


def going_out(session: Session, viewer: Viewer, point: ReviewPoint, audience: str) -> list[Attached]:
    """What a document for this audience holds at this moment: attached, added, shared with them, not left out.

    Whoever makes the document sees it too, so what they may not see is not in it (rule X7).
    """
    return [row for row in attached(session, viewer, point, audience=audience) if row.standing is Standing.ADDED]


def would_go_out(session: Session, viewer: Viewer, point: ReviewPoint, audience: str) -> list[Attached]:
    """What a copy made now would hold: what is added, and what is ready, as `add` takes it in. Writes nothing."""
    ready = {row.statement.id for row in attached(session, viewer, point) if is_ready(row)}
    rows = attached(session, viewer, point, audience=audience)
    return [r for r in rows if r.standing is Standing.ADDED or (is_ready(r) and r.statement.id in ready)]


def not_attached(session: Session, viewer: Viewer, pupil_id: UUID) -> Sequence[Statement]:
    """What this viewer may see of the pupil that is on no review point, newest first."""
    on_one = (
        select(Attachment.id)
        .where(
            Attachment.response_key == Statement.response_key,
            Attachment.item == Statement.item,
            Attachment.ended_at.is_(None),
        )
        .exists()
    )
    loose = session.scalars(
        select(Statement)
        .where(
            Statement.pupil_id == pupil_id,
            Statement.replaced_at.is_(None),
            Statement.state == "given",
            visible_to(viewer),
            ~on_one,
        )
        .options(joinedload(Statement.response), joinedload(Statement.sitting).selectinload(Sitting.present))
        .order_by(Statement.made_at.desc(), Statement.position)
    ).all()
    hidden = hidden_from(session, viewer, loose)
    return [one for one in loose if one.id not in hidden]


def one_statement(session: Session, viewer: Viewer, pupil_id: UUID, statement_id: UUID) -> Statement:
    """A standing statement of this pupil that the viewer may see. Raises OutOfReach."""
    found = session.scalar(
        select(Statement).where(
            Statement.id == statement_id,
            Statement.pupil_id == pupil_id,
            Statement.replaced_at.is_(None),
            visible_to(viewer),
        )
    )
    if found is None:
        raise OutOfReach(statement_id)
    return found


def count(rows: Iterable[Attached], *standings: Standing) -> int:
    """How many have come exactly this far."""
    return sum(row.standing in standings for row in rows)


def _sendco(viewer: Viewer, point: ReviewPoint) -> UUID:
    if viewer.staff is None or not viewer.is_sendco:
        raise OutOfReach(point.id)
    return viewer.staff.id


def _trail(session: Session, viewer: Viewer, what: str, point: ReviewPoint, *, now: datetime) -> None:
    leave_trail(session, viewer, what, now=now, pupil_id=point.pupil_id, about={"review": str(point.id)})
