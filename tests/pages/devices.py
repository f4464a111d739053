"""Devices at the door: what the tests of pages do with them."""

from __future__ import annotations

import json
import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.make import PASSWORD
from voice_app.model import DeviceSession


def browser(app: Flask) -> FlaskClient:
    """A device that asks for pages, as browsers do."""
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT"] = "text/html"
    return client


def sign_in(device: FlaskClient, username: str = "begum@school.test", password: str = PASSWORD) -> TestResponse:
    return device.post("/sign-in", data={"username": username, "password": password})


def shown_once(page: TestResponse) -> str:
    """The password or code that the page shows."""
    (shown,) = re.findall(r'class="shown-once[^>]*>([^<]+)<', page.get_data(as_text=True))
    return str(shown)


def token(device: FlaskClient) -> str | None:
    cookie = device.get_cookie("mysay")
    return cookie.value if cookie else None


def open_sessions(session: Session) -> list[DeviceSession]:
    session.expire_all()
    return list(session.scalars(select(DeviceSession).where(DeviceSession.ended_at.is_(None))))


def told_to_the_script(page: str) -> dict[str, Any]:
    """What the page of an activity tells its script."""
    (told,) = re.findall(r'<script type="application/json" id="talk"[^>]*>(.*?)</script>', page, re.DOTALL)
    read: dict[str, Any] = json.loads(told)
    return read


def other_questions(device: FlaskClient, page: str) -> str:
    """The questions that the script of this page fetches, as they are written for everybody."""
    reply = device.get(told_to_the_script(page)["rest"])
    assert reply.status_code == 200
    return reply.text
