"""Pupils' own photos: kept after a yes, turned, blurred, taken back, and shown to nobody but whom the pupil let.

A row and its file belong together (rule D5). A file is kept before its row is committed; what a function here returns
as names of files may be erased only once its changes are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlalchemy.orm import Session, joinedload

from activities.contract import Answer, AnswerProblem
from media import photos as media
from media.store import Store
from voice_app.model import Photo, Response, Sitting, Statement, Turn

from . import keep_back, other_days
from .assent import AssentMissing, in_force
from .reach import OutOfReach, pupils_within
from .sharing_rule import visible_to
from .viewer import Viewer

#: Where the photos lie, beside the database.
FOLDER = "photos"
#: A row may still come to a file that is younger, and a pupil may go back on what was taken back less long ago.
GRACE = timedelta(hours=24)


class KeyTaken(ValueError):
    """The key of somebody else's photo, or of one that was taken back."""


class StillShown(ValueError):
    """An answer shows this photo: the pupil takes it out of there first."""


def kept(session: Session, sitting: Sitting, key: UUID) -> Photo | None:
    """The photo of this key, where it was sent before. Raises KeyTaken where it is none of this pupil's."""
    photo = session.get(Photo, key)
    if photo is not None and (photo.pupil_id != sitting.pupil_id or photo.taken_back_at is not None):
        raise KeyTaken(key)
    return photo


def taken_in(content: bytes, quarters: int = 0, strokes: Sequence[media.Stroke] = ()) -> media.Photo:
    """The photo in what was sent, turned and covered as the pupil wanted: what lay under it is never kept.

    Raises NotAPhoto, and UnusableStrokes.
    """
    photo = media.take_in(content)
    if quarters % 4:
        photo = media.turned(photo.jpeg, quarters)
    return media.blurred(photo.jpeg, strokes) if strokes else photo


def add(session: Session, sitting: Sitting, key: UUID, photo: media.Photo, store: Store, *, now: datetime) -> Photo:
    """Keep a photo that was taken in. Raises AssentMissing, and keeps nothing, unless the pupil's yes is in force."""
    assent = in_force(session, sitting.id)
    if assent is None:
        raise AssentMissing(sitting.id)
    row = Photo(
        key=key,
        sitting_id=sitting.id,
        pupil_id=sitting.pupil_id,
        assent_id=assent.id,
        file=store.keep(photo.jpeg),
        small=store.keep(photo.small),
        width=photo.width,
        height=photo.height,
        taken_at=now,
    )
    session.add(row)
    return row


def own(session: Session, sitting: Sitting, key: UUID) -> Photo:
    """A photo of this sitting's pupil that was not taken back. Raises OutOfReach: missing and foreign alike."""
    photo = session.get(Photo, key)
    if photo is None or photo.pupil_id != sitting.pupil_id or photo.taken_back_at is not None:
        raise OutOfReach(key)
    return photo


def for_viewer(session: Session, viewer: Viewer, key: UUID) -> Photo:
    """A photo that stands in something which this adult may see, as it now stands. Raises OutOfReach."""
    photo = session.scalar(
        select(Photo).where(Photo.key == key, Photo.taken_back_at.is_(None), Photo.pupil_id.in_(pupils_within(viewer)))
    )
    if photo is None:
        raise OutOfReach(key)
    seen = select(Statement.id, Statement.photos).where(
        Statement.pupil_id == photo.pupil_id, Statement.replaced_at.is_(None), visible_to(viewer)
    )
    shown = [statement for statement, keys in session.execute(seen) if str(key) in keys]
    statements = session.scalars(select(Statement).where(Statement.id.in_(shown))).all()
    if not {one.id for one in statements} - keep_back.hidden_from(session, viewer, statements):
        raise OutOfReach(key)
    return photo


def small_of_pupil(session: Session, pupil_id: UUID, key: str) -> str | None:
    """The small file of one of this pupil's photos, for papers that may show it; nothing where it was taken back."""
    return session.scalar(
        select(Photo.small).where(Photo.key == UUID(key), Photo.pupil_id == pupil_id, Photo.taken_back_at.is_(None))
    )


def put_in_place(photo: Photo, made: media.Photo, store: Store) -> list[str]:
    """Keep the turned or blurred one in the place of the one before. Returns the files to erase after the commit."""
    before = [name for name in (photo.file, photo.small) if name is not None]
    photo.file, photo.small = store.keep(made.jpeg), store.keep(made.small)
    photo.width, photo.height = made.width, made.height
    return before


def take_back(session: Session, photo: Photo, *, now: datetime) -> None:
    """The pupil takes another, or wants it gone: nobody sees it any more. Its bytes go at the end of the sitting.

    Raises StillShown while an answer shows it: the next touch of that answer would else be refused.
    """
    key = str(photo.key)
    for response in session.scalars(select(Response.key).where(Response.pupil_id == photo.pupil_id)):
        newest = select(Turn.body).where(Turn.response_key == response).order_by(Turn.counter.desc(), Turn.fork)
        body = session.scalar(newest.limit(1)) or {"items": {}}
        if any(key in said.get("photos", ()) for said in body["items"].values()):
            raise StillShown(key)
    photo.taken_back_at = now


def throw_away(session: Session, photo: Photo, *, now: datetime) -> list[str]:
    """The pupil wants this one photo gone, also where something shows it: at once, and nobody can bring it back.

    Its key stays where it was said and shows nothing: words beside it are the pupil's still, and nobody sees more of
    them than before. Returns the files to erase after the commit.
    """
    photo.taken_back_at = now
    return _forget([photo])


def still_there(session: Session, pupil_id: UUID, keys: Iterable[str]) -> set[str]:
    """Of these keys, those of photos of this pupil that were not taken back."""
    wanted = {UUID(key) for key in keys}
    if not wanted:
        return set()
    found = select(Photo.key).where(Photo.key.in_(wanted), Photo.pupil_id == pupil_id, Photo.taken_back_at.is_(None))
    return {str(key) for key in session.scalars(found)}


def forget_taken_back(session: Session, sitting: Sitting) -> list[str]:
    """At the end of a sitting the bytes of what was taken back go. Returns the files to erase after the commit."""
    return _forget(session.scalars(select(Photo).where(_forgettable(), Photo.sitting_id == sitting.id)))


def _forgettable() -> ColumnElement[bool]:
    return Photo.taken_back_at.is_not(None) & Photo.file.is_not(None)


def _forget(rows: Iterable[Photo]) -> list[str]:
    names: list[str] = []
    for photo in rows:
        names += [name for name in (photo.file, photo.small) if name is not None]
        photo.file = photo.small = None
    return names


def forget_left_over(session: Session, *, now: datetime) -> None:
    """Let go of what was taken back in a sitting that never came to its end; `sweep` then erases the files."""
    _forget(session.scalars(select(Photo).where(_forgettable(), Photo.taken_back_at < now - GRACE)))


def sweep(session: Session, store: Store, *, now: datetime) -> int:
    """Erase every file that is older than a day and has no row (docs/architecture.md, Media clean-up)."""
    rows = session.execute(select(Photo.file, Photo.small))
    return store.sweep({name for names in rows for name in names if name}, older_than=now - GRACE)


def check_photos(session: Session, sitting: Sitting, answer: Answer, before: Answer | None) -> None:
    """Refuse an answer that shows a photo which is not this pupil's, or was taken back. Raises AnswerProblem.

    What the answer showed before was checked then. One that was thrown away shows nothing: a touch that waited on
    the device may still name it.
    """
    new = _shown(answer) - (_shown(before) if before else set())
    if not new:
        return
    found = select(Photo.key).where(
        Photo.key.in_(new), Photo.pupil_id == sitting.pupil_id, Photo.taken_back_at.is_(None) | Photo.file.is_(None)
    )
    if set(session.scalars(found)) != new:
        raise AnswerProblem("A photo that this pupil does not have")


def _shown(answer: Answer) -> set[UUID]:
    return {UUID(key) for said in answer.items.values() for key in said.photos}


def to_pick_from(session: Session, sitting: Sitting) -> list[Photo]:
    """The pupil's photos, newest first, that may be on the screen with those who are here (`other_days`)."""
    mine = all_of(session, sitting)
    hidden = other_days.hidden_photos(session, sitting, mine)
    return [photo for photo in mine if photo.key not in hidden]


def all_of(session: Session, sitting: Sitting) -> Sequence[Photo]:
    """All photos that this sitting's pupil has, newest first, whoever is here."""
    return session.scalars(_all_of(), {"pupil_id": sitting.pupil_id}).all()


@cache
def _all_of() -> Select[Photo]:
    """Made once, as every page of an activity that takes photos asks it; not at the start, which waits for it (P17)."""
    return (
        select(Photo)
        .where(Photo.pupil_id == bindparam("pupil_id"), Photo.taken_back_at.is_(None))
        .order_by(Photo.taken_at.desc(), Photo.key)
        # Years of photos are asked about at once, and not one by one.
        .options(joinedload(Photo.sitting).selectinload(Sitting.present))
    )


def captions(session: Session, sitting: Sitting, photos: Sequence[Photo]) -> Mapping[UUID, str]:
    """The pupil's own words beside each of these photos, where they said any that those who are here may see."""
    if not photos:
        return {}
    worded = select(Statement).where(
        Statement.pupil_id == sitting.pupil_id, Statement.replaced_at.is_(None), Statement.words.is_not(None)
    )
    beside_photos = [one for one in session.scalars(worded) if one.photos and one.words]
    said = other_days.may_be_shown(session, sitting, beside_photos)
    beside = {key: one.words for one in said for key in one.photos if one.words}
    return {photo.key: beside[str(photo.key)] for photo in photos if str(photo.key) in beside}
