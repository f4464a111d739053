"""A tablet in a pupil's hands, without script, and what is often done with it."""

from __future__ import annotations

import html
import re

from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from voice_app.model import (
    Sitting,
)
from voice_app.services import share


class Tablet:
    """A tablet in a pupil's hands, without script."""

    def __init__(self, client: FlaskClient, sitting: Sitting) -> None:
        self.client = client
        self.sitting = sitting

    def say_yes(self) -> None:
        self.client.post("/me/hello", data={"answer": "yes"})

    def page(self, slug: str = "three-wishes") -> str:
        return self.client.get(f"/me/do/{slug}").get_data(as_text=True)

    def item(self, slug: str = "three-wishes") -> str:
        found = re.search(r'name="item" value="([^"]+)"', self.page(slug))
        assert found is not None
        return found.group(1)

    def hidden(self, name: str, slug: str = "three-wishes") -> str:
        found = re.search(rf'name="{name}" value="([^"]+)"', self.page(slug))
        assert found is not None
        return found.group(1)

    def send(self, slug: str = "three-wishes", **fields: str) -> int:
        data = {"item": self.item(slug), "key": self.hidden("key", slug)}
        data |= {"counter": self.hidden("counter", slug)} | fields
        return self.client.post(f"/me/do/{slug}", data=data).status_code


def count(session: Session, kind: type) -> int:
    session.expire_all()
    return session.scalar(select(func.count()).select_from(kind)) or 0


def go_back(tablet: Tablet, shown: str) -> TestResponse:
    """What Go back on a quiet page answers: as browsers do, a form that gets leaves out what its address asks for."""
    (found,) = re.findall(r'<form id="q-[^"]*" method="(get|post)" action="([^"]*)">(.*?)</form>', shown, re.DOTALL)
    method, action, inside = found
    fields = {name: html.unescape(value) for name, value in re.findall(r'name="([^"]*)" value="([^"]*)"', inside)}
    if method == "post":
        return tablet.client.post(html.unescape(action), data=fields)
    return tablet.client.get(action.partition("?")[0], query_string=fields)


def everybody(tablet: Tablet, session: Session, answer: str, **thing: str) -> None:
    """The same answer about everybody who is asked about."""
    for one in share.audiences(session, session.get_one(Sitting, tablet.sitting.id)):
        tablet.client.post("/me/who-can-see", data={"person": one.key, "answer": answer} | thing)
