"""Reviews coming up: what a SENDCo needs to see this week, from what each review point already knows of its views.

One statement counts, and one reads a page, or two where its rows are partly waiting and partly not. All walk the
index of open reviews, whatever the number of pupils.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select, true
from sqlalchemy.orm import Session

from voice_app.model import ON_NO_LIST, CommunicationProfile, PreparedDocument, Pupil, ReviewPoint, Views
from voice_app.review_kinds import all_kinds

from .profile import Profile, read_profile
from .reach import is_within, sees_whole_school
from .viewer import Viewer

#: Reviews on a page.
PAGE = 50
#: "This week": to be asked within so many days; whoever is overdue counts too.
SOON = timedelta(days=7)
#: The pupil has not given a whole answer yet, or has not said yet who may see it.
WAITING = frozenset({Views.MISSING, Views.IN_PROGRESS, Views.STOPPED, Views.NOT_ASKED, Views.NOT_ANSWERED})
#: Complete answers that nobody asks more of (docs/practice.md, Fairness rules).
KEPT_TO_THEMSELVES = frozenset({Views.PRIVATE, Views.REFUSED})


@dataclass(frozen=True)
class Show:
    """Which reviews of the list to show; without a word of it, all of them."""

    #: The slug of a kind of review: only those.
    kind: str | None = None
    #: Only those for which no views have come yet.
    missing: bool = False


ALL, MISSING = Show(), Show(missing=True)


def ways_to_show() -> tuple[Show, ...]:
    """Every filter of the list. Kinds are data (the law is changing), so a new kind's file alone brings its filter."""
    return ALL, *(Show(kind=slug) for slug in all_kinds()), MISSING


class Group(StrEnum):
    """What a review coming up asks of the SENDCo, the most pressing first."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    #: Views are in: to be looked at, and put into the paperwork.
    IN = "in"
    #: Nothing, until the next cycle.
    KEPT = "kept"


@dataclass(frozen=True)
class Row:
    """One review coming up."""

    point: ReviewPoint
    pupil: Pupil
    profile: Profile
    #: Days until the review; negative once it is past.
    in_days: int
    #: The last day to ask has passed and the answer is not whole.
    overdue: bool
    group: Group
    #: A copy was made for it: some may have to be taken back, also where nothing else is to be done.
    has_copies: bool


@dataclass(frozen=True)
class Dashboard:
    """One page of the reviews coming up, and the counts of all of them."""

    rows: Sequence[Row]
    #: For each way to show: how many reviews.
    counts: dict[Show, int]
    ask_this_week: int
    overdue: int
    views_in: int
    kept_to_themselves: int
    page: int
    #: How many reviews the chosen way shows, on all pages.
    count: int

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.count // PAGE))

    @property
    def groups(self) -> dict[Group, list[Row]]:
        """The rows of this page by what they ask for, the most pressing first; each group in the order of the rows."""
        found = {group: [row for row in self.rows if row.group is group] for group in Group}
        return {group: rows for group, rows in found.items() if rows}

    @property
    def first(self) -> int:
        """The place of this page's first review in the whole list, from 1."""
        return (self.page - 1) * PAGE + 1


def reviews_coming_up(session: Session, viewer: Viewer, *, show: Show = ALL, page: int = 1, today: date) -> Dashboard:
    """Open reviews of the viewer's pupils. A page beyond the last is the last.

    What still needs asking comes first, then the earliest day to ask.
    """
    tally = _tally(session, viewer, today)
    counts = {
        way: sum(n for (kind, views, _), n in tally.items() if _shown(way, kind, views))
        for way in {*ways_to_show(), show}
    }
    page = min(max(page, 1), max(1, -(-counts[show] // PAGE)))
    waiting = [(when, n) for (_, views, when), n in tally.items() if views in WAITING]
    return Dashboard(
        rows=_page(session, viewer, show, page, (_waiting(tally, show), counts[show]), today),
        counts=counts,
        ask_this_week=sum(n for when, n in waiting if when != "later"),
        overdue=sum(n for when, n in waiting if when == "overdue"),
        views_in=sum(n for (_, views, _), n in tally.items() if views == Views.IN),
        kept_to_themselves=sum(n for (_, views, _), n in tally.items() if views in KEPT_TO_THEMSELVES),
        page=page,
        count=counts[show],
    )


def _coming_up(viewer: Viewer) -> ColumnElement[bool]:
    return and_(
        ReviewPoint.school_id == viewer.school_id,
        ReviewPoint.closed_on.is_(None),
        is_within(viewer),
        Pupil.practice.is_(False),
        Pupil.archived_at.is_(None),
    )


def _tally(session: Session, viewer: Viewer, today: date) -> Counter[tuple[str, str, str]]:
    """How many reviews there are of each kind, standing, and time left to ask."""
    # By the day, as the index has them: to sort them by what a day means takes longer than to read the few days here.
    rows = session.execute(
        _counted(viewer)
        .add_columns(ReviewPoint.kind, ReviewPoint.views, ReviewPoint.ask_by, func.count())
        .group_by(ReviewPoint.ask_by, ReviewPoint.kind, ReviewPoint.views)
    )
    tally: Counter[tuple[str, str, str]] = Counter()
    for kind, views, ask_by, many in rows:
        tally[kind, views, _when(ask_by, today)] += many
    return tally


def _counted(viewer: Viewer) -> Select[Any]:
    """The reviews coming up, to be counted. Of a whole school without reading its pupils: only the few to leave out."""
    if not sees_whole_school(viewer):
        return select().join_from(ReviewPoint, Pupil, Pupil.id == ReviewPoint.pupil_id).where(_coming_up(viewer))
    left_out = select(Pupil.id).where(Pupil.school_id == viewer.school_id, ON_NO_LIST)
    return select().where(
        ReviewPoint.school_id == viewer.school_id,
        ReviewPoint.closed_on.is_(None),
        ReviewPoint.pupil_id.not_in(left_out),
    )


def _when(ask_by: date, today: date) -> str:
    if ask_by < today:
        return "overdue"
    return "soon" if ask_by <= today + SOON else "later"


def _group(point: ReviewPoint, today: date) -> Group:
    if point.views in WAITING:
        return Group(_when(point.ask_by, today))
    return Group.KEPT if point.views in KEPT_TO_THEMSELVES else Group.IN


def _shown(way: Show, kind: str, views: str) -> bool:
    return way.kind in {None, kind} and (not way.missing or views == Views.MISSING)


def _only(way: Show) -> ColumnElement[bool]:
    """The same for the database."""
    of_kind = ReviewPoint.kind == way.kind if way.kind else true()
    return and_(of_kind, ReviewPoint.views == Views.MISSING) if way.missing else of_kind


def _waiting(tally: Counter[tuple[str, str, str]], show: Show) -> int:
    """How many of those to show still need asking: they come first."""
    return sum(n for (kind, views, _), n in tally.items() if views in WAITING and _shown(show, kind, views))


def _page(session: Session, viewer: Viewer, show: Show, page: int, many: tuple[int, int], today: date) -> list[Row]:
    """What still needs asking, then the rest, each read in the order of its index and no further than this page.

    `many`: how many still need asking, and how many there are in all.
    """
    waiting, count = many
    first, last = (page - 1) * PAGE, page * PAGE
    still, rest = ReviewPoint.views.in_(WAITING), ReviewPoint.views.not_in(WAITING)
    rows = _rows(session, viewer, and_(_only(show), still), first, PAGE, today) if first < waiting else []
    if waiting < min(last, count):
        rows += _rows(session, viewer, and_(_only(show), rest), max(0, first - waiting), PAGE - len(rows), today)
    return rows


def _rows(
    session: Session, viewer: Viewer, which: ColumnElement[bool], first: int, most: int, today: date
) -> list[Row]:
    rows = session.execute(
        select(
            ReviewPoint,
            Pupil,
            CommunicationProfile.settings,
            exists().where(PreparedDocument.review_point_id == ReviewPoint.id),
        )
        .join(Pupil, Pupil.id == ReviewPoint.pupil_id)
        .outerjoin(CommunicationProfile, CommunicationProfile.pupil_id == Pupil.id)
        .where(_coming_up(viewer), which)
        .order_by(
            ReviewPoint.ask_by,
            ReviewPoint.due,
            Pupil.surname,
            ReviewPoint.id,
        )
        .limit(most)
        .offset(first)
    ).all()
    return [
        Row(
            point=point,
            pupil=pupil,
            profile=read_profile(settings) if settings else Profile(),
            in_days=(point.due - today).days,
            overdue=_group(point, today) is Group.OVERDUE,
            group=_group(point, today),
            has_copies=has_copies,
        )
        for point, pupil, settings, has_copies in rows
    ]
