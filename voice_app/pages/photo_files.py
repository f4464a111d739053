"""The files of photos: where they lie, how they are served, and when they are erased (rules U4, U5, D5)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import Response, after_this_request

from media.store import FileMissing, Store
from voice_app.database import db_session
from voice_app.model import Photo, Statement
from voice_app.pages.access import settings
from voice_app.services import photos
from voice_app.services.reach import OutOfReach


def store() -> Store:
    """The photos of this school, beside its database."""
    return Store(settings().data / photos.FOLDER)


def erase_after_commit(names: Sequence[str]) -> None:
    """Once the rows have let go of these files, and only then, let the files be gone."""
    if not names:
        return

    @after_this_request
    def erase(response: Response) -> Response:
        if response.status_code < 500:
            db_session().commit()
            for name in names:
                store().erase(name)
        return response


def small_bytes(pupil_id: UUID, key: str) -> bytes | None:
    """A photo of this pupil for a document; nothing where it is not there any more."""
    name = photos.small_of_pupil(db_session(), pupil_id, key)
    try:
        return store().read(name) if name else None
    except FileMissing:
        return None


def photos_there(statement: Statement) -> list[str]:
    """The photos of this statement, without those that the pupil threw away."""
    there = photos.still_there(db_session(), statement.pupil_id, statement.photos)
    return [key for key in statement.photos if key in there]


def served(photo: Photo, *, small: bool) -> Response:
    """The picture, as what we made it and nothing else. A file that is gone is answered like one that never was."""
    name = photo.small if small else photo.file
    try:
        content = store().read(name or "")
    except FileMissing:
        raise OutOfReach(photo.key) from None
    # `safety` gives it the headers of a photo.
    return Response(content, mimetype="image/jpeg")
