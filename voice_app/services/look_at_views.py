"""What a pupil has said, for an adult to look at: how it stands now, how much was said before, and what moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from activities.contract import Activity, Change
from voice_app.model import AdultNote, ResponseState, Sitting, Statement, Turn

from . import over_time, set_aside, share
from .capture import latest_turns, surroundings_of
from .heard import AllHeard, Heard, all_heard, in_full, sittings
from .profile import read_profile
from .viewer import Viewer


@dataclass(frozen=True)
class Moved:
    """One thing that the pupil put in another place than the time before."""

    statement: Statement
    change: Change
    #: The day of the time before.
    since: datetime


@dataclass(frozen=True)
class Views:
    """What this viewer may see of what a pupil said."""

    #: Of each thing asked, the latest answer, if it was one. Like the two that follow, of the last year only.
    now: Sequence[Statement]
    #: Of each thing asked, the latest, where no answer came: turned over, skipped, not known, not asked, stopped.
    unanswered: Sequence[Statement]
    #: The sittings, the latest first, with who was there. What was thrown away is not listed.
    sittings: Sequence[Sitting]
    #: How many things were said before, and how many sittings were: `look_further_back` tells them.
    earlier: int
    earlier_sittings: int
    moved: Sequence[Moved]
    #: Adults' remarks on sittings of which this viewer may see everything.
    notes: Sequence[AdultNote]
    #: What no answer could take: it may be about anything, so it is for those who were there. For the SENDCo only where
    #: the pupil has let the SENDCo see all of the sitting since it came.
    not_in_place: Sequence[set_aside.NotInPlace]
    #: How many things the pupil decided to keep from this viewer: counted, never named.
    private: int
    #: How many things this viewer may not see because the pupil has not been asked: counted, never named.
    not_asked: int
    #: How many, because the pupil was asked and has not answered.
    not_answered: int = 0
    #: How many things the SENDCo sees for the meeting alone, after a no to them themselves.
    for_meeting: int = 0
    by_id: Mapping[UUID, Moved] = field(default_factory=dict)
    #: Cards that were asked about more than once, time beside time.
    over_time: Sequence[over_time.Series] = ()


def views_of(session: Session, viewer: Viewer, pupil_id: UUID, activities: Mapping[str, Activity]) -> Views:
    """Everything the page of a pupil tells this viewer about what the pupil said: the last year of it."""
    everything = all_heard(session, viewer, pupil_id)
    standing, earlier = everything.standing, everything.earlier
    # Read first, with who was there: what was said in them is told with it.
    recent = sittings(session, everything.recent)
    told = in_full(session, standing)
    moved = _moved(session, everything, told, activities)
    whole = _sittings_seen_whole(session, viewer, pupil_id, everything)
    apart, apart_not_asked = _set_aside(session, viewer, pupil_id, whole, everything.attended)
    undecided = share.count_undecided(session, viewer, pupil_id)
    return Views(
        now=sorted((said for said in told.values() if said.state == "given"), key=in_order),
        unanswered=sorted((said for said in told.values() if said.state != "given"), key=in_order),
        sittings=recent,
        earlier=sum(one.state == "given" for one in earlier),
        earlier_sittings=len(everything.days) - len(recent),
        moved=moved,
        notes=_notes(session, viewer, pupil_id, whole),
        not_in_place=apart,
        private=share.count_private(session, viewer, pupil_id),
        not_asked=undecided.not_asked + apart_not_asked,
        not_answered=undecided.not_answered,
        for_meeting=share.count_for_meeting(session, viewer, pupil_id),
        by_id={one.statement.id: one for one in moved},
        over_time=over_time.series_of(everything.heard, activities),
    )


def _times_before(everything: AllHeard, activities: Mapping[str, Activity]) -> Iterator[tuple[Heard, Heard]]:
    """What stands, and what was said the time before: where the same was asked.

    Of an activity whose items are places in a row it is the answer before: who is the second person today may have been
    the first one then, and stood at that place a longer time ago.
    """
    same: dict[tuple[str, str], Heard] = {}
    answers: dict[str, dict[UUID, Heard]] = {}
    for one in everything.earlier:
        if one.state == "given":
            same.setdefault(one.asked, one)
    for one in everything.heard:
        if one.state == "given":
            answers.setdefault(one.response.activity, {}).setdefault(one.response.key, one)
    for now in everything.standing:
        if now.state != "given":
            continue
        activity = activities.get(now.response.activity)
        before = same.get(now.asked)
        if activity is not None and activity.is_a_row:
            others = answers[now.response.activity].values()
            before = next((one for one in others if one.day.at < now.day.at), None)
        if before is not None and before.response.key != now.response.key:
            yield before, now


def in_order(said: Statement) -> tuple[float, str, int]:
    """The latest sitting first, and in it one activity after the other, each in the order in which it tells."""
    return (-said.sitting.handed_over_at.timestamp(), said.response.activity, said.position)


def _moved(
    session: Session, everything: AllHeard, told: Mapping[UUID, Statement], activities: Mapping[str, Activity]
) -> list[Moved]:
    """What changed between the last two times, of what the viewer may see both times."""
    answers: dict[tuple[UUID, UUID], dict[str, Change]] = {}
    moved = []
    two = list(_times_before(everything, activities))
    given = {(one.response.key, one.item): one for one in everything.heard if one.state == "given"}
    turns = latest_turns(session, {one.response.key for pair in two for one in pair})
    for before, after in two:
        pair = (before.response.key, after.response.key)
        if pair not in answers:
            answers[pair] = _changes(session, before, after, told[after.id].response.sitting, turns, activities)
        change = answers[pair].get(after.item)
        earlier = given.get((before.response.key, change.before_key)) if change else None
        if change is not None and earlier is not None:
            moved.append(Moved(told[after.id], change, earlier.day.at))
    return moved


def _changes(
    session: Session,
    before: Heard,
    after: Heard,
    sitting: Sitting,
    turns: Mapping[UUID, Turn],
    activities: Mapping[str, Activity],
) -> dict[str, Change]:
    activity = activities.get(after.response.activity)
    # An answer being worked on holds what nobody has been let see yet.
    if activity is None or ResponseState.OPEN in {before.response.state, after.response.state}:
        return {}
    if read_profile(before.response.day.profile).older != read_profile(after.response.day.profile).older:
        return {}  # other words of a scale begin a new series (docs/practice.md, 8.1)
    if before.response.key not in turns or after.response.key not in turns:
        return {}
    # As it was told: what no longer fits what it followed on from was not.
    said = [
        activity.fitting(activity.read_items(turns[one.response.key].body, turns[one.response.key].activity_version))
        for one in (before, after)
    ]
    # Who could write is of no account here.
    around = surroundings_of(sitting, activity)
    return {change.key: change for change in activity.changes(said[0], said[1], around)}


def _sittings_seen_whole(session: Session, viewer: Viewer, pupil_id: UUID, everything: AllHeard) -> Set[UUID]:
    """The sittings of which this viewer may read what hints at anything that was said in them.

    For those who were there, and for the SENDCo where nothing that was said is kept from the SENDCo.
    """
    if not viewer.is_sendco:
        return everything.attended
    seen = {one.day.id for one in everything.heard}
    return (seen - share.sittings_kept_from(session, viewer, pupil_id)) | everything.attended


def count_undecided(session: Session, viewer: Viewer, pupil_id: UUID) -> share.Undecided:
    """How many things the SENDCo may not see as the pupil has not said who may: as `Views` counts them.

    For pages that show no views: what no answer could take is looked into only where there is any.
    """
    undecided = share.count_undecided(session, viewer, pupil_id)
    if not viewer.is_sendco or not set_aside.is_any(session, pupil_id):
        return undecided
    everything = all_heard(session, viewer, pupil_id)
    whole = _sittings_seen_whole(session, viewer, pupil_id, everything)
    apart = _set_aside(session, viewer, pupil_id, whole, everything.attended)[1]
    return undecided._replace(not_asked=undecided.not_asked + apart)


def _set_aside(
    session: Session, viewer: Viewer, pupil_id: UUID, whole: Set[UUID], attended: Set[UUID]
) -> tuple[Sequence[set_aside.NotInPlace], int]:
    """What no answer could take, for this viewer; and for the SENDCo, how much more nobody was asked about.

    A yes covers what had come by then: what came later was in no list that the pupil said yes to.
    """
    told = set_aside.not_in_place(session, attended)
    if not viewer.is_sendco:
        return told, 0
    decided = share.about_whole_sittings(session, viewer, pupil_id)
    yes: dict[UUID, datetime] = {}
    for one in decided:
        if one.decision == "yes":
            yes[one.sitting_id] = max(one.at, yes.get(one.sitting_id, one.at))
    let_see = set_aside.not_in_place(session, whole - attended, yes)
    kept = {one.sitting_id for one in decided} - yes.keys()
    others = set(session.scalars(select(Sitting.id).where(Sitting.pupil_id == pupil_id))) - attended - kept
    not_asked = [one for one in set_aside.not_in_place(session, others) if one not in let_see]
    return sorted([*told, *let_see], key=lambda one: one.at), len(not_asked)


def _notes(session: Session, viewer: Viewer, pupil_id: UUID, whole: Set[UUID]) -> Sequence[AdultNote]:
    rows = session.scalars(
        select(AdultNote)
        .join(Sitting, Sitting.id == AdultNote.sitting_id)
        .where(Sitting.pupil_id == pupil_id)
        .order_by(AdultNote.at.desc())
    ).all()
    mine = viewer.staff.id if viewer.staff else None
    return [note for note in rows if note.sitting_id in whole or (mine is not None and note.by_id == mine)]
