"""Sittings of invented pupils, kept by the same services that keep those of real ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from activities import all_activities
from activities.contract import Activity, Answer
from voice_app.model import AdultNote, SessionKind, Sitting, Staff, Statement, TellSomeone
from voice_app.services import assent, capture, doors, hand_over, share
from voice_app.services.sharing_rule import MEETING
from voice_app.services.viewer import Viewer

from . import phrases
from .answering import Speaker, other_tablet
from .children import FAMILIES
from .people import Known, profile_of

#: What can come of a sitting.
FATES = (
    "in",
    "ready",
    "added",
    "private",
    "not-asked",
    "not-answered",
    "refused",
    "stopped",
    "in-progress",
    "told",
    "fork",
)
#: The pupil has shared nothing, or is not asked: no sitting for the review that is coming.
NO_SITTING = ("missing", "waiting")
A_TOUCH = timedelta(seconds=11)
#: What some of a family are called among the pictures of people.
AS_PICTURES = {"mother": "mum", "father": "dad"}
#: Every so many pupils the adult is not sure whether the practice go was used.
NOT_SURE = 6


@dataclass(frozen=True)
class Plan:
    """One sitting to be made."""

    fate: str
    activity: Activity
    at: datetime


def sit(session: Session, known: Known, plan: Plan) -> Sitting:
    """One sitting from hand-over to the close page."""
    adult = known.assigned[known.random.randrange(len(known.assigned))]
    sitting = _hand_over(session, known, adult, plan)
    if plan.fate == "refused":
        assent.say_no(session, sitting, how="Pushed the tablet away", now=plan.at + A_TOUCH)
        return _close(session, known, sitting, adult, plan.at + 2 * A_TOUCH)
    _say_yes(session, known, sitting, now=plan.at + A_TOUCH)
    end = _answer(session, known, sitting, adult, plan)
    # The bell rang: in the middle of it, or before anybody asked who may see it.
    if plan.fate in {"in-progress", "not-asked"}:
        return _close(session, known, sitting, adult, end)
    if plan.fate == "stopped":
        capture.stop(session, sitting, all_activities(), now=end)
        return _close(session, known, sitting, adult, end)
    end = _share(session, known, sitting, plan.fate, now=end)
    sitting.finished_at = sitting.asked_at = end
    if plan.fate == "told":
        session.add(
            TellSomeone(sitting_id=sitting.id, pupil_id=known.pupil.id, staff_id=adult.id, asked_at=end + A_TOUCH)
        )
    return _close(session, known, sitting, adult, end + 2 * A_TOUCH)


def _hand_over(session: Session, known: Known, adult: Staff, plan: Plan) -> Sitting:
    opened, _ = doors.open_session(session, SessionKind.STAFF, now=plan.at - A_TOUCH, staff=adult)
    viewer = Viewer(session=opened, school_id=known.pupil.school_id, staff=adult)
    present = [hand_over.present_staff(adult)]
    if known.child.interpreted:
        present.append(hand_over.SomebodyPresent("Ms Whitcombe", "interpreter"))
    elif known.family and known.random.random() < 0.15:
        present.append(hand_over.present_family(known.family[0]))
    short = phrases.age_band(known.child.year) != phrases.OLDER
    wanted = hand_over.Plan(
        activities=[plan.activity.slug],
        profile=profile_of(known.child, known.random),
        present=present,
        pin=hand_over.new_pin(),
        others_hear="no",
        modes=list(known.child.modes),
        interpreted=known.child.interpreted,
        short=short,
        practice_cards=_practice_cards(plan.activity) if short else (),
    )
    sitting, _ = hand_over.hand_over(session, viewer, known.pupil, wanted, now=plan.at)
    return sitting


def _practice_cards(activity: Activity) -> Sequence[str]:
    """The first card for practice and the last one: one that most like, one that most do not."""
    names = [item.split(":", 1)[1] for item in activity.by_key.cards if item.startswith("practice:")]
    return [names[0], names[-1]] if len(names) > 1 else names


def _say_yes(session: Session, known: Known, sitting: Sitting, *, now: datetime) -> None:
    wording = str(sitting.profile["wording"])
    how = "Signed yes" if known.child.interpreted else "tapped"
    shown = {"wording": wording, "present": [one.name for one in sitting.present]}
    assent.say_yes(session, sitting, how=how, shown=shown, now=now)


def _answer(session: Session, known: Known, sitting: Sitting, adult: Staff, plan: Plan) -> datetime:
    """Every touch is kept by itself, as a tablet sends them. Returns when the last one was."""
    random, key = known.random, UUID(int=known.random.getrandbits(128), version=4)
    around = capture.surroundings_of(sitting, plan.activity)
    speaker = Speaker(
        str(known.pupil.admission_no),
        phrases.age_band(known.child.year),
        scribe=_scribe(known, sitting, adult),
        # Whoever points tells it in pictures.
        in_words="pointing" not in known.child.modes,
        family=[AS_PICTURES.get(relation, relation) for _, relation, _ in FAMILIES[known.child.family]],
    )
    said = list(speaker.touches(plan.activity, random, around))
    if plan.fate in {"stopped", "in-progress"}:
        said = said[: max(3, len(said) // 2)]
    now, before, forked = plan.at + 2 * A_TOUCH, Answer(), False
    for counter, (what, answer) in enumerate(said, 1):
        now += A_TOUCH
        turn = capture.IncomingTurn(key, counter, what.item, answer.as_stored())
        capture.keep_turn(session, sitting, plan.activity, turn, now=now)
        if plan.fate == "fork" and counter > 3 and not forked:
            other = other_tablet(plan.activity, before, around, than=answer)
            if other is not None:
                turn = capture.IncomingTurn(key, counter, what.item, other.as_stored())
                forked = capture.keep_turn(session, sitting, plan.activity, turn, now=now).forked
        before = answer
    return now


def _scribe(known: Known, sitting: Sitting, adult: Staff) -> str | None:
    """Who writes: the interpreter where there is one, else the adult where the pupil does not write, or not yet."""
    if known.child.interpreted:
        return next(one.name for one in sitting.present if one.role == "interpreter")
    young = phrases.age_band(known.child.year) == phrases.YOUNG
    return adult.name if known.child.scribed or young else None


def _share(session: Session, known: Known, sitting: Sitting, fate: str, *, now: datetime) -> datetime:
    """The pupil decides about each adult, one at a time; sometimes about one thing apart."""
    for audience in share.audiences(session, sitting):
        now += A_TOUCH
        wanted = known.random.choices(("yes", "no", "dont-know"), weights=(7, 2, 1))[0]
        if fate == "not-answered" and audience.role in {"sendco", "meeting"}:
            continue
        if fate == "private":
            wanted = "no"
        elif audience.role in {"sendco", "meeting"}:
            wanted = "yes"
        share.decide(session, sitting, audience.key, wanted, how="asked", decided_in=sitting, now=now)
    said = session.scalars(
        select(Statement)
        .where(Statement.sitting_id == sitting.id, Statement.state == "given", Statement.replaced_at.is_(None))
        .order_by(Statement.position)
    ).all()
    if fate not in {"private", "not-answered"} and len(said) > 4 and known.random.random() < 0.3:
        now += A_TOUCH
        one = said[known.random.randrange(len(said))]
        share.decide(session, sitting, MEETING, "no", how="asked", decided_in=sitting, statement=one, now=now)
    return now


def _close(session: Session, known: Known, sitting: Sitting, adult: Staff, end: datetime) -> Sitting:
    """The tablet given back, and the close page: what the adult saw."""
    capture.hand_back(session, sitting, all_activities(), now=end)
    sitting.closed_at = end + timedelta(minutes=2)
    sitting.prompts_given = ["repeated"] if known.random.random() < 0.2 else []
    if sitting.practice_cards:
        # Now and then an adult is not sure, so that the paper shows where that stands.
        sitting.practice_used = "not-sure" if int(known.pupil.admission_no or 0) % NOT_SURE == 0 else "used"
    if known.random.random() < 0.25:
        text = known.random.choice(phrases.ADULTS_NOTES)
        session.add(AdultNote(sitting_id=sitting.id, text=text, by_name=adult.name, by_id=adult.id, at=end))
    session.flush()
    return sitting
