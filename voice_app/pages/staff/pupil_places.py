"""The pages of one pupil, which lead to one another by tabs. A page joins by its line in `PLACES`."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext

from voice_app.model import Pupil, SessionKind
from voice_app.pages.access import audiences_of, audiences_that_open, this_viewer

from .blueprint import blueprint
from .form_words import N_

#: Endpoint and name of each tab, in their order. `staff/pupil_page/_places.html` shows them.
PLACES = {
    "staff.pupil": N_("Views"),
    "staff.earlier": N_("Said before"),
    "staff.pupil_reviews": N_("Reviews"),
    "staff.profile": N_("How %(name)s tells us"),
    "staff.family": N_("Family"),
    "staff.edit_pupil": N_("Details"),
}


@blueprint.app_template_filter()
def places(pupil: Pupil, current: str) -> list[dict[str, Any]]:
    """The tabs of a pupil's pages that this viewer can open, `current` marked; nothing where there is only one.

    A page below a tab, such as one review, marks its tab too, and the tab still leads up to it.
    """
    viewer = this_viewer()
    if viewer.kind is not SessionKind.STAFF:
        return []
    opened = audiences_of(viewer)
    found = [
        {
            "label": gettext(label, name=pupil.called),
            "url": (url := url_for(endpoint, pupil_id=pupil.id)),
            "current": endpoint == current and ("page" if request.path == url else "true"),
        }
        for endpoint, label in PLACES.items()
        if opened & audiences_that_open(endpoint)
    ]
    return found if len(found) > 1 else []
