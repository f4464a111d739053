"""Every page for staff, for the close of a sitting and for the signed out, in a school that has something on each."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from tests.make import Make
from voice_app.model import Attachment, Pupil, ReviewPoint, SessionKind, Staff
from voice_app.services import doors, look_back, prepare, set_aside, share, tell_someone

from .office import LISTS, Office
from .seat import PRACTICE, Seat, World, at_the_tablet, small_school, this_moment
from .tablet import Tablet


@dataclass(frozen=True)
class Full:
    """A school with pupils, reviews, views and paperwork."""

    world: World
    said: Seat
    review: ReviewPoint
    intake: str
    holiday: str
    #: A pupil who said things in two school years before this one.
    with_years: Pupil


def full_school(make: Make, tablet: Tablet) -> Full:
    """Fill a school; the one list that waits is brought in through the page."""
    world = small_school(make, sen="E", year="4")
    session, now = make.session, this_moment()
    today = now.date()
    others = (
        ("Rees", "Tomos"),
        ("O’Brien", "Aoife"),
        ("Nowak", "Zofia"),
        ("Featherstonehaugh", "Wilhelmina-Josephine"),
    )
    for days, (surname, forename) in enumerate(others):
        child = make.pupil(world.school, surname=surname, forename=forename, sen="K", year="7", class_name="7B")
        make.assignment(world.adult, child)
        due = today + timedelta(days=10 * days + 3)
        make.review_point(
            child, kind="apdr-cycle", anchor=today - timedelta(days=60), due=due, ask_by=due - timedelta(days=7),
            views=("missing", "in-progress", "private", "refused")[days],
        )  # fmt: skip
    with_years = _years_ago(make, world, child)
    make.pupil(world.school, surname="Pupil", forename="Practice", practice=True, sen=None, class_name=None)
    due = today + timedelta(days=60)
    review = make.review_point(world.pupil, anchor=due + timedelta(days=28), due=due, ask_by=due - timedelta(days=28))
    holiday = make.holiday(world.school.id, first_day=today + timedelta(days=30), last_day=today + timedelta(days=39))
    make.helper_pass(world.pupil, world.sendco, ends_at=now + timedelta(hours=5))
    session.commit()
    said = at_the_tablet(world, "three-wishes", "card-sort", practice_cards=PRACTICE)
    said.finishes("three-wishes").finishes("card-sort")
    _shares_and_checks(said, review)
    _one_that_did_not_fit(said)
    tell_someone.ask(session, said.sitting, world.adult.id, now=now)
    session.commit()
    office = Office(signed_in(tablet, world.sendco, world))
    return Full(world, said, review, office.leaves_list_waiting(LISTS / "sims-export.csv"), str(holiday.id), with_years)


def _years_ago(make: Make, world: World, pupil: Pupil) -> Pupil:
    """Things said, and one not answered, two years ago, last year and today; and a sitting that was refused."""
    for days, wish in (
        (800, "a quiet corner"),
        (430, "to sit with Aoife at lunch"),
        (20, "more time outside"),
        (1, "a dog"),
    ):
        when = this_moment() - timedelta(days=days)
        sitting = make.sitting(
            pupil, world.adult, handed_over_at=when, finished_at=when, handed_back_at=when, planned=["three-wishes"]
        )
        response = make.response(sitting, state="finished")
        make.statement(response, "wish:1", words=wish, made_at=when)
        make.statement(response, f"wish:{2 + days % 2}", words=None, state="turned-over", made_at=when, position=1)
    then = this_moment() - timedelta(days=500)
    make.sitting(pupil, world.adult, handed_over_at=then, refused_at=then, handed_back_at=then)
    return pupil


def _one_that_did_not_fit(seat: Seat) -> None:
    """Words and a tap that no answer could take: the close page and the pupil's page tell of them."""
    for item, words in (("wish:1", "I want my old helper back"), ("wish:2", "")):
        sent = {"key": "late", "item": item, "answer": {"items": {item: {"words": words}}}}
        set_aside.set_aside(
            seat.world.session,
            seat.sitting,
            activity="three-wishes",
            body=json.dumps(sent),
            why="AnswerProblem",
            now=this_moment(),
        )


def _shares_and_checks(seat: Seat, review: ReviewPoint) -> None:
    """Shared with the meeting and Mum; some ticked, one of them kept and added, one left out; one copy handed out."""
    session, world = seat.world.session, seat.world
    for person in share.audiences(session, seat.sitting):
        if not person.has_seen:
            answer = "no" if person.key.endswith(str(world.dad.id)) else "yes"
            share.decide(
                session, seat.sitting, person.key, answer, how="asked", decided_in=seat.sitting, now=this_moment()
            )
    said = look_back.said_in(session, seat.sitting)
    attachments = {
        (one.response_key, one.item): one
        for one in session.scalars(select(Attachment).where(Attachment.review_point_id == review.id))
    }
    for place, statement in enumerate(said[:6]):
        attachment = attachments[(statement.response_key, statement.item)]
        attachment.ticked_at, attachment.ticked_by_id = this_moment(), world.sendco.id
        session.flush()
        if place < 4:  # the rest waits to be shown
            answer = ("keep", "keep", "leave-out", "change")[place]
            prepare.check(session, review, statement, answer, sitting=seat.sitting, now=this_moment())
        if place == 0:
            attachment.added_at, attachment.added_by_id = this_moment(), world.sendco.id
    session.commit()


def signed_in(tablet: Tablet, staff: Staff, world: World) -> Tablet:
    """This tablet in the hands of this member of staff."""
    _, token = doors.open_session(world.session, SessionKind.STAFF, now=this_moment(), staff=staff)
    world.session.commit()
    return _holds(tablet, token)


def at_the_close_page(tablet: Tablet, seat: Seat) -> Tablet:
    """This tablet on the page that follows a sitting."""
    session = seat.world.session
    _, token = doors.open_session(
        session, SessionKind.CLOSE, now=this_moment(), sitting=seat.sitting, staff=seat.world.adult
    )
    session.commit()
    return _holds(tablet, token)


def _holds(tablet: Tablet, token: str) -> Tablet:
    tablet.context.clear_cookies()
    tablet.context.add_cookies([{"name": "mysay", "value": token, "url": tablet.address, "httpOnly": True}])
    return tablet


Where = Callable[[Full], str]


@dataclass(frozen=True)
class StaffPage:
    """One page: its name, who looks at it, and its address."""

    name: str
    path: Where
    #: "sendco", "adult", "close" or "nobody".
    who: str = "sendco"
    #: Its form is sent as it is before it is looked at, so that it shows errors.
    sent: bool = False

    def open(self, full: Full, tablet: Tablet) -> None:
        world = full.world
        if self.who == "close":
            at_the_close_page(tablet, full.said)
        elif self.who == "nobody":
            tablet.context.clear_cookies()
        else:
            signed_in(tablet, world.sendco if self.who == "sendco" else world.adult, world)
        tablet.go(self.path(full))
        if self.sent:
            with tablet.page.expect_navigation():
                tablet.page.locator("main form").first.evaluate("(form) => form.requestSubmit()")


def _pupil(rest: str = "") -> Where:
    return lambda full: f"/pupils/{full.world.pupil.id}{rest}"


def _review(rest: str = "") -> Where:
    return lambda full: f"/reviews/{full.review.id}{rest}"


def _at(path: str) -> Where:
    return lambda full: path


def _staff(rest: str = "") -> Where:
    return lambda full: f"/staff/{full.world.adult.id}{rest}"


PAGES: tuple[StaffPage, ...] = (
    StaffPage("sign-in", _at("/sign-in"), "nobody"),
    StaffPage("sign-in-wrong", _at("/sign-in"), "nobody", sent=True),
    StaffPage("use-pass", _at("/pass"), "nobody"),
    StaffPage("about-pictures", _at("/about-pictures"), "nobody"),
    StaffPage("mishap", _at("/pupils/00000000-0000-0000-0000-000000000000")),
    StaffPage("reviews", _at("/reviews")),
    StaffPage("told", _at("/told"), "adult"),
    StaffPage("password", _at("/password")),
    StaffPage("my-picture", _at("/my-picture")),
    StaffPage("staff", _at("/staff")),
    StaffPage("staff-new", _at("/staff/new")),
    StaffPage("staff-new-wrong", _at("/staff/new"), sent=True),
    StaffPage("staff-person", _staff()),
    StaffPage("staff-pupils", _staff("/pupils")),
    StaffPage("staff-leads", _at("/staff/safeguarding")),
    StaffPage("staff-holidays", _at("/staff/holidays")),
    StaffPage("staff-holidays-wrong", _at("/staff/holidays"), sent=True),
    StaffPage("staff-holiday", lambda full: f"/staff/holidays/{full.holiday}"),
    StaffPage("pupils", _at("/pupils")),
    StaffPage("pupils-new", _at("/pupils/new")),
    StaffPage("pupils-new-wrong", _at("/pupils/new"), sent=True),
    StaffPage("pupils-bring-in", _at("/pupils/bring-in")),
    StaffPage("pupils-intake", lambda full: full.intake),
    StaffPage("pupil", _pupil()),
    StaffPage("pupil-adult", _pupil(), "adult"),
    StaffPage("pupil-earlier", lambda full: f"/pupils/{full.with_years.id}/earlier", "adult"),
    StaffPage("pupil-earlier-year", lambda full: f"/pupils/{full.with_years.id}/earlier?year=2024", "adult"),
    StaffPage("pupil-with-years", lambda full: f"/pupils/{full.with_years.id}", "adult"),
    StaffPage("pupil-edit", _pupil("/edit")),
    StaffPage("pupil-family", _pupil("/family")),
    StaffPage("pupil-family-member", lambda full: f"/pupils/{full.world.pupil.id}/family/{full.world.mum.id}"),
    StaffPage("pupil-how", _pupil("/how")),
    StaffPage("pupil-pass", _pupil("/pass")),
    StaffPage("pupil-reviews", _pupil("/reviews")),
    StaffPage("pupil-new-review", _pupil("/reviews/new?kind=annual-review")),
    StaffPage("hand-over", _pupil("/hand-over"), "adult"),
    StaffPage("review", _review()),
    StaffPage("review-paperwork", _review("/paperwork")),
    StaffPage("review-attached", _review("/attached")),
    StaffPage("close", _at("/close"), "close"),
)
