"""Which unfinished answers a pupil can still go on with."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists

from voice_app.model import Attachment, Response, ResponseState, ReviewPoint

#: An unfinished answer is carried on for about two months, longer than a half-term; then the pupil starts afresh.
GOES_ON_FOR = timedelta(days=60)


def can_still_go_on(began_since: datetime | ColumnElement[datetime]) -> ColumnElement[bool]:
    """SQL: the answer can be gone on with, if it began since then; for a sitting, `GOES_ON_FOR` before its hand-over.

    One that began long before, or that a closed review holds, stays as it is.
    """
    on_a_closed_review = exists().where(
        Attachment.response_key == Response.key,
        Attachment.ended_at.is_(None),
        ReviewPoint.id == Attachment.review_point_id,
        ReviewPoint.closed_on.is_not(None),
    )
    return and_(Response.state != ResponseState.FINISHED, Response.began_at >= began_since, ~on_a_closed_review)
