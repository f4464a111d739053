"""Styles of a pupil's page: within it, or linked where the browser says that it keeps them (figure P3, rule S7)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.conftest import Enter, settings_for
from tests.make import Make
from tests.pages.devices import browser
from voice_app import built, create_app
from voice_app.model import School

ACTIVITY, OTHERS = built.asset("activity.css"), built.asset("pupil.css")


def _cookie(device: FlaskClient, file: str) -> str:
    reply = device.get(f"/me/styles/{file}")
    assert reply.status_code == 204
    return reply.headers["Set-Cookie"]


def test_the_cookie_names_our_files_and_nothing_of_anybody(device: FlaskClient) -> None:
    assert _cookie(device, ACTIVITY).startswith(f"mysay-styles={ACTIVITY};")
    both = "/".join(sorted([ACTIVITY, OTHERS]))
    assert _cookie(device, OTHERS).startswith(f"mysay-styles={both};")
    assert "HttpOnly" in _cookie(device, OTHERS)
    assert "SameSite=Lax" in _cookie(device, OTHERS)


@pytest.mark.parametrize("file", ["activity.YESTERDAY.css", "manifest.json", "Zara"])
def test_what_is_no_style_sheet_of_today_is_not_remembered(device: FlaskClient, file: str) -> None:
    assert _cookie(device, file).startswith("mysay-styles=;")


def test_under_https_it_is_bound_to_this_host(tmp_path: Path) -> None:
    cookie = _cookie(browser(create_app(settings_for(tmp_path, https=True))), ACTIVITY)
    assert cookie.startswith(f"__Host-mysay-styles={ACTIVITY};")
    assert "Secure" in cookie


def test_a_page_links_what_is_kept_and_has_everything_else_within_it(make: Make, school: School, enter: Enter) -> None:
    begum, pupil = make.staff(school), make.pupil(school)
    make.assignment(begum, pupil)
    device = enter(sitting=make.sitting(pupil, begum))
    device.post("/me/hello", data={"answer": "yes"})

    def linked(path: str) -> list[str]:
        return re.findall(r'<link rel="stylesheet" nonce="[^"]+" href="/static/built/([^"]+)">', device.get(path).text)

    assert linked("/me/do/three-wishes") == linked("/me/") == []
    _cookie(device, ACTIVITY)
    assert linked("/me/do/three-wishes") == [ACTIVITY]
    assert linked("/me/") == []
    _cookie(device, OTHERS)
    assert linked("/me/do/three-wishes") == [ACTIVITY]
    assert linked("/me/") == [OTHERS]
