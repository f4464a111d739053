"""A pupil's photo, for an adult who may see what the pupil said with it."""

from __future__ import annotations

from uuid import UUID

from flask.typing import ResponseReturnValue

from voice_app.database import db_session
from voice_app.pages.access import Audience, opens_for, this_viewer
from voice_app.pages.photo_files import served
from voice_app.services import photos

from .blueprint import blueprint


@blueprint.get("/photos/<uuid:photo_key>")
@opens_for(Audience.ADULT)
def photo(photo_key: UUID) -> ResponseReturnValue:
    """The photo, as large as it is kept."""
    return served(photos.for_viewer(db_session(), this_viewer(), photo_key), small=False)


@blueprint.get("/photos/<uuid:photo_key>/small")
@opens_for(Audience.ADULT)
def small_photo(photo_key: UUID) -> ResponseReturnValue:
    """The photo, for lists."""
    return served(photos.for_viewer(db_session(), this_viewer(), photo_key), small=True)
