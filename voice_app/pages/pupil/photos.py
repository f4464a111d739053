"""A pupil's own photos: sent, turned, covered, taken back, thrown away, and shown to this pupil alone."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any
from uuid import UUID

from flask import Response, abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, pgettext
from sqlalchemy.exc import IntegrityError

from media import photos as media
from voice_app.database import db_session
from voice_app.model import Photo
from voice_app.pages import frame
from voice_app.pages.access import Audience, now, opens_for, takes_up_to
from voice_app.pages.photo_files import erase_after_commit, served, store
from voice_app.services import assent, other_days, photos
from voice_app.services.leave_trail import leave_trail

from .blueprint import blueprint
from .calm import calm_page, throwing_away
from .photos_in_answers import photo_without_script, without_photo
from .seat import Seat, bar, this_seat
from .this_activity import IN_HAND

#: Requests that work on photos at once: the server's other threads are for the touches of others (P9).
AT_ONCE = 4
_places = threading.BoundedSemaphore(AT_ONCE)
#: On pages of six, so many can still be looked through.
MOST_SHOWN = 24
#: What a form brings besides the picture.
BESIDES = 200_000


@contextmanager
def _a_place() -> Iterator[None]:
    """A place among the photos that are worked on; where all are taken, the device asks again in a moment."""
    if not _places.acquire(blocking=False):
        abort(503)
    try:
        # Nothing is left open meanwhile: whoever writes must not wait for a picture to be decoded.
        db_session().commit()
        yield
    finally:
        _places.release()


@blueprint.post("/photos")
@opens_for(Audience.PUPIL)
@takes_up_to(media.MOST_BYTES + BESIDES)
def add_photo() -> ResponseReturnValue:
    """Keep a photo, and acknowledge it by its own key (rules D1, D2). Sent twice it is kept once."""
    seat = this_seat()
    if not seat.profile.may_take_photos:
        return _refused(gettext("No photo can be taken here. Pick another way."))
    try:
        kept = _kept(seat)
    except media.NotAPhoto as refused:
        return _refused(gettext(refused.sentence))
    except assent.AssentMissing:
        return (jsonify(error="assent"), 409) if _by_script() else redirect(url_for("pupil.hello"))
    except ValueError:  # no key, somebody else's key, strokes that lie nowhere
        return _refused(gettext("Not all of this photo came. Try it again, or take a new one."))
    if _by_script():
        return jsonify(kept={"key": str(kept.key)}), 201
    return put_beside(seat, kept)


def _by_script() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _kept(seat: Seat) -> Photo:
    key = UUID(request.form.get("photo_key", ""))
    session = db_session()
    before = photos.kept(session, seat.sitting, key)
    if before is not None:
        return before
    if assent.in_force(session, seat.sitting.id) is None:
        raise assent.AssentMissing(seat.sitting.id)
    quarters, strokes = request.form.get("quarters", 0, int), _strokes()
    content = _sent()
    with _a_place():
        made = photos.taken_in(content, quarters, strokes)
    kept = photos.add(session, seat.sitting, key, made, store(), now=now())
    sitting_id = seat.sitting.id
    try:
        session.flush()
    except IntegrityError:
        # The same photo, sent twice at the same moment: the other one is kept. Our files are swept.
        session.rollback()
        twin = session.get(Photo, key)
        if twin is None or twin.sitting_id != sitting_id:
            raise photos.KeyTaken(key) from None
        return twin
    return kept


def _sent() -> bytes:
    """The file that came with this request; no bytes where none did."""
    sent = next((one for one in request.files.getlist("file") if one.filename), None)
    if sent is None:
        return b""
    # A large one lies in a file without a name until it is closed: what was sent is not kept.
    with closing(sent.stream) as stream:
        content: bytes = stream.read()
    return content


@blueprint.post("/photos/open")
@opens_for(Audience.PUPIL)
@takes_up_to(media.MOST_BYTES + BESIDES)
def open_photo() -> ResponseReturnValue:
    """A photo that the device's browser cannot open (HEIC, mostly), as one that it can: to turn and to cover there.

    Nothing is kept: what is on it before a face is covered never reaches the disk.
    """
    seat = this_seat()
    if not seat.profile.may_take_photos:
        return _refused(gettext("No photo can be taken here. Pick another way."))
    if assent.in_force(db_session(), seat.sitting.id) is None:
        return jsonify(error="assent"), 409
    content = _sent()
    try:
        with _a_place():
            made = media.take_in(content)
    except media.NotAPhoto as refused:
        return jsonify(error=gettext(refused.sentence)), 422
    return Response(made.jpeg, mimetype="image/jpeg")


def _strokes() -> list[media.Stroke]:
    try:
        return [media.Stroke(float(x), float(y), float(r)) for x, y, r in json.loads(request.form.get("strokes", "[]"))]
    except TypeError as shapeless:
        raise media.UnusableStrokes("Strokes are lists of three numbers") from shapeless


def _refused(sentence: str) -> ResponseReturnValue:
    if _by_script():
        return jsonify(error=sentence), 422
    page = {
        "key": "no-photo",
        "ask": sentence,
        "picture": "photo",
        "says": [],
        "actions": [{"label": gettext("Go on"), "picture": "yes", "url": _back_to(), "main": True}],
    }
    return calm_page(this_seat(), page), 422


def _back_to() -> str:
    slug = request.form.get("slug", "")
    return _in_activity(slug) if slug else url_for("pupil.home")


def _in_activity(slug: str) -> str:
    """The page of the activity that this request came from, with what is said anew there or was taken up to change."""
    sent = _anew()
    taken_up = {"move": sent.pop(IN_HAND)} if IN_HAND in sent else {}
    return url_for("pupil.activity", slug=slug, **sent, **taken_up)


def _anew() -> dict[str, Any]:
    """What this request says of a thing that is said anew, and of the item in hand."""
    sent = request.values
    named = ("anew", "seen", "item") if "anew" in sent else (IN_HAND,)
    return {name: sent[name] for name in named if name in sent}


def put_beside(seat: Seat, kept: Photo) -> ResponseReturnValue:
    """Without script: the photo that was just sent, or picked, becomes the answer to the question it was sent from."""
    slug = request.form.get("slug", "")
    if slug:
        photo_without_script(seat, slug, request.form.get("item", ""), str(kept.key))
    return redirect(_back_to())


@blueprint.post("/photos/<uuid:photo_key>/turn")
@opens_for(Audience.PUPIL)
def turn_photo(photo_key: UUID) -> ResponseReturnValue:
    """A quarter turn, clockwise: what a camera wrote about up and down can be wrong."""
    return _changed(photo_key, lambda jpeg: media.turned(jpeg, request.form.get("quarters", 1, int)))


@blueprint.post("/photos/<uuid:photo_key>/blur")
@opens_for(Audience.PUPIL)
def blur_photo(photo_key: UUID) -> ResponseReturnValue:
    """Cover what lies under the strokes for good: the photo before is erased."""
    photos.own(db_session(), this_seat().sitting, photo_key)
    try:
        strokes = _strokes()
        return _changed(photo_key, lambda jpeg: media.blurred(jpeg, strokes))
    except ValueError:
        return _refused(gettext("That could not be covered. Try once more."))


def _changed(key: UUID, change: Callable[[bytes], media.Photo]) -> ResponseReturnValue:
    seat = this_seat()
    photo = photos.own(db_session(), seat.sitting, key)
    if assent.in_force(db_session(), seat.sitting.id) is None:
        abort(409)
    jpeg = store().read(photo.file or "")
    with _a_place():
        made = change(jpeg)
    erase_after_commit(photos.put_in_place(photo, made, store()))
    return (jsonify(kept={"key": str(key)}), 200) if _by_script() else redirect(_back_to())


@blueprint.post("/photos/<uuid:photo_key>/take-back")
@opens_for(Audience.PUPIL)
def take_photo_back(photo_key: UUID) -> ResponseReturnValue:
    """The pupil does not want this photo; its bytes go at the end of the sitting."""
    photo = photos.own(db_session(), this_seat().sitting, photo_key)
    try:
        photos.take_back(db_session(), photo, now=now())
    except photos.StillShown:
        return (jsonify(error="shown"), 409) if _by_script() else redirect(_back_to())
    return (jsonify(taken_back={"key": str(photo_key)}), 200) if _by_script() else redirect(_back_to())


@blueprint.get("/photos")
@opens_for(Audience.PUPIL)
def my_photos() -> ResponseReturnValue:
    """The pupil's own photos, each to be looked at and, where it is wanted, thrown away.

    Those that somebody here would see for the first time are not among them: a button leads to where the pupil decides,
    and where there are no others, this page does.
    """
    seat = this_seat()
    mine, decides = photos_to_pick_from(seat), url_for("pupil.earlier_day", of="photos")
    everything = photos.all_of(db_session(), seat.sitting)
    hidden = other_days.photos_to_ask_about(db_session(), seat.sitting, everything) is not None
    if not mine:
        return redirect(decides if hidden else url_for("pupil.home"))
    page = {"key": "my-photos", "back": url_for("pupil.home"), "others": decides if hidden else None}
    return render_template(
        "pupil/my_photos.html", **seat.context(page=page, photos=mine, bar=bar("q-my-photos", back=True))
    )


def photos_to_pick_from(seat: Seat) -> list[frame.Photograph]:
    """The newest of the photos that can be looked at in this room, with what the pupil said of each."""
    found = photos.to_pick_from(db_session(), seat.sitting)[:MOST_SHOWN]
    said = photos.captions(db_session(), seat.sitting, found)
    return [frame.Photograph(str(one.key), said.get(one.key) or gettext("My photo")) for one in found]


@blueprint.get("/photos/<uuid:photo_key>/throw-away")
@opens_for(Audience.PUPIL)
def ask_about_photo(photo_key: UUID) -> ResponseReturnValue:
    """Ask once: nobody can bring a photo back."""
    seat = this_seat()
    key = str(photos.own(db_session(), seat.sitting, photo_key).key)
    throws = url_for("pupil.throw_photo_away", photo_key=key, slug=request.args.get("slug") or None, **_anew())
    photo = frame.Photograph(key, gettext("My photo"))
    ask = pgettext("pupil", "Throw this photo away?")
    return calm_page(seat, throwing_away(seat, "throw-photo-away", ask, _after_throwing(), throws, photo))


@blueprint.post("/photos/<uuid:photo_key>/throw-away")
@opens_for(Audience.PUPIL)
def throw_photo_away(photo_key: UUID) -> ResponseReturnValue:
    """One photo gone, from the disk too; what was said beside it stays. The trail keeps only that it happened."""
    seat = this_seat()
    photo = photos.own(db_session(), seat.sitting, photo_key)
    without_photo(seat, str(photo_key))
    erase_after_commit(photos.throw_away(db_session(), photo, now=now()))
    about = {"photo": str(photo_key)}
    leave_trail(db_session(), seat.viewer, "threw a photo away", now=now(), pupil_id=seat.pupil.id, about=about)
    return redirect(_after_throwing())


def _after_throwing() -> str:
    slug = request.args.get("slug", "")
    return _in_activity(slug) if slug else url_for("pupil.my_photos")


@blueprint.get("/photos/<uuid:photo_key>")
@opens_for(Audience.PUPIL)
def photo(photo_key: UUID) -> ResponseReturnValue:
    """The photo, as large as it is kept."""
    return served(photos.own(db_session(), this_seat().sitting, photo_key), small=False)


@blueprint.get("/photos/<uuid:photo_key>/small")
@opens_for(Audience.PUPIL)
def small_photo(photo_key: UUID) -> ResponseReturnValue:
    """The photo, for tiles."""
    return served(photos.own(db_session(), this_seat().sitting, photo_key), small=True)
