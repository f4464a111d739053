"""The people at the door, for the tests of pages."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.conftest import Enter
from tests.make import Make
from tests.pages.devices import browser
from voice_app.model import Pupil, School, Staff
from voice_app.services import hand_over

from .plain_tablet import Tablet


@pytest.fixture
def begum(make: Make, school: School, session: Session) -> Staff:
    staff = make.staff(school, name="Miss Begum", username="begum@school.test")
    session.commit()
    return staff


@pytest.fixture
def zara(make: Make, school: School, begum: Staff, session: Session) -> Pupil:
    pupil = make.pupil(school, forename="Zara")
    make.assignment(begum, pupil)
    session.commit()
    return pupil


@pytest.fixture
def cole(make: Make, school: School, session: Session) -> Staff:
    staff = make.sendco(school, username="cole@school.test")
    session.commit()
    return staff


@pytest.fixture
def device(app: Flask) -> FlaskClient:
    return browser(app)


@pytest.fixture
def tablet(make: Make, school: School, begum: Staff, enter: Enter) -> Tablet:
    """With one pupil, who has not said yes yet."""
    pupil = make.pupil(school)
    make.assignment(begum, pupil)
    sitting = make.sitting(pupil, begum, pin_hash=hand_over._hash_pin("482915", "k" * 43))
    return Tablet(enter(sitting=sitting), sitting)
