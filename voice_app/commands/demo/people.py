"""Put the demo school's staff, pupils and families into the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from sqlalchemy.orm import Session

from voice_app import review_kinds
from voice_app.commands.new_school import practice_pupil
from voice_app.model import Assignment, CommunicationProfile, FamilyMember, Pupil, Role, School, Staff
from voice_app.school_time import school_day
from voice_app.services.profile import OLDER, Profile

from . import phrases
from .children import CHILDREN, FAMILIES, Child, class_of

YEARS_BACK = timedelta(days=2 * 365)

#: (key, as pupils call them, role, what they are to pupils as a card and in words, face, classes they work with).
STAFF: Sequence[tuple[str, str, Role, str, str, str, Sequence[str]]] = (
    ("sendco", "Mrs Okonjo", Role.SENDCO, "sendco", "", "adult-round-hair", ()),
    ("assistant", "Miss Begum", Role.STAFF, "teaching-assistant", "Helps me", "adult-headscarf", ("Oak", "Rowan")),
    ("teacher", "Mr Lindley", Role.STAFF, "teacher", "My teacher", "adult-short-hair", ("Oak",)),
    ("administrator", "Mr Pasternak", Role.ADMINISTRATOR, "person", "", "adult-pocket", ()),
    ("head", "Ms Ferreira", Role.STAFF, "head-teacher", "Head teacher", "adult-curls", ()),
    ("deputy", "Mr Qureshi", Role.STAFF, "teacher", "", "adult-no-hair-beard", ("Rowan",)),
    ("early", "Miss Treloar", Role.STAFF, "teacher", "My teacher", "adult-long-hair", ("Acorns", "Willow")),
    ("secondary", "Mr Osgood", Role.STAFF, "teacher", "My teacher", "adult-no-hair-glasses", ("Harbour", "Lighthouse")),
    ("assistant-2", "Mrs Danjuma", Role.STAFF, "teaching-assistant", "Helps me", "adult-plaits",
     ("Acorns", "Willow", "Harbour", "Lighthouse")),
)  # fmt: skip


@dataclass(frozen=True)
class Known:
    """One demo pupil with the adults around."""

    child: Child
    pupil: Pupil
    assigned: Sequence[Staff]
    family: Sequence[FamilyMember]
    random: Random


def make_staff(session: Session, school: School, *, made_at: datetime) -> Mapping[str, Staff]:
    """The staff by the keys of `STAFF`, without passwords; the head is safeguarding lead, with a deputy."""
    made = {
        key: Staff(
            school_id=school.id,
            name=name,
            username=f"{key}@demo.invalid",
            role=role,
            picture=picture,
            known_as=known_as,
            face=face,
            password_hash=None,
            made_at=made_at,
        )
        for key, name, role, picture, known_as, face, _ in STAFF
    }
    session.add_all(made.values())
    session.flush()
    school.safeguarding_lead_id, school.deputy_lead_id = made["head"].id, made["deputy"].id
    return made


def make_practice_pupil(session: Session, school: School, *, now: datetime) -> Pupil:
    """The pretend pupil; with a family, so that sharing can be tried with somebody at home."""
    pupil = practice_pupil(school, now=now)
    # "Pupils of practice" may have reviews of both kinds, so that all of the paperwork can be tried.
    pupil.sen, pupil.class_name = "E", "Oak"
    session.add(pupil)
    session.flush()
    session.add(FamilyMember(pupil_id=pupil.id, name="Mum", relation="mother", picture="mum", made_at=now))
    return pupil


def make_children(
    session: Session, school: School, staff: Mapping[str, Staff], *, most: int, seed: int, now: datetime
) -> list[Known]:
    """The first `most` pupils with profiles, families and the staff who work with them."""
    chosen = list(enumerate(CHILDREN))[:most]
    pupils = [_pupil(school, number, child, seed, now) for number, child in chosen]
    session.add_all(pupils)
    session.flush()
    return [
        _known(session, staff, pupil, child, number, seed, now)
        for pupil, (number, child) in zip(pupils, chosen, strict=True)
    ]


def _pupil(school: School, number: int, child: Child, seed: int, now: datetime) -> Pupil:
    return Pupil(
        school_id=school.id,
        admission_no=f"{2001 + number:06}",
        surname=child.surname,
        forename=child.forename,
        preferred=child.preferred,
        dob=birth_date(child.year, school_day(now), Random(f"{seed} birth {number}")),  # noqa: S311 - invented
        year=child.year,
        class_name=class_of(child.year),
        sen=child.sen,
        needs=list(child.needs),
        home_language=child.language,
        made_at=now - YEARS_BACK,
    )


def birth_date(year: str, today: date, random: Random) -> date:
    """A birth date of somebody who is in this year group today."""
    age_at_start = {"N1": 2, "N2": 3, "R": 4}.get(year) or int(year) + 4
    first = date(review_kinds.school_year(today) - age_at_start - 1, 9, 1)
    return first + timedelta(days=random.randrange(364))


def _known(
    session: Session, staff: Mapping[str, Staff], pupil: Pupil, child: Child, number: int, seed: int, now: datetime
) -> Known:
    random = Random(f"{seed} {number}")  # noqa: S311 - an invented pupil, no secret
    since = now - YEARS_BACK
    assigned = [staff[key] for key, *_, classes in STAFF if pupil.class_name in classes]
    family = [
        FamilyMember(pupil_id=pupil.id, name=name, relation=relation, picture=picture, made_at=since)
        for name, relation, picture in FAMILIES[child.family]
    ]
    session.add_all(Assignment(staff_id=adult.id, pupil_id=pupil.id, since=since) for adult in assigned)
    session.add_all(family)
    session.add(
        CommunicationProfile(pupil_id=pupil.id, settings=profile_of(child, random).as_stored(), changed_at=since)
    )
    session.flush()
    return Known(child, pupil, assigned, family, random)


def profile_of(child: Child, random: Random) -> Profile:
    """How this pupil answers: as suits most of the age, but for what is said of this one."""
    usual = OLDER if phrases.age_band(child.year) == phrases.OLDER else {}
    return Profile(**{"order_seed": random.randrange(1, 2**31), **usual, **child.profile})
