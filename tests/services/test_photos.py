"""Whose photos can be an answer, and what becomes of files that nobody wants any more."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from activities.contract import AnswerProblem
from activities.photo_capture import ACTIVITY
from tests.conftest import settings_for
from tests.make import MORNING, NOON, Make
from voice_app.commands.instance import clear_left_over_photos
from voice_app.model import Photo, School, Sitting, Staff
from voice_app.services import capture, other_days, photos, share


@pytest.fixture
def sitting(make: Make, school: School) -> Sitting:
    made = make.sitting(make.pupil(school), make.staff(school), planned=["photo-capture"])
    make.assent(made)
    return made


def shows(session: Session, sitting: Sitting, photo: object, *, key: Any = None, counter: int = 1) -> None:
    items = {
        "what:1": {"state": "given", "provenance": "OWN_CHOICE", "picks": ["helps"]},
        "photo:1": {"state": "given", "provenance": "OWN_CHOICE", "photos": [str(photo)]},
    }
    incoming = capture.IncomingTurn(key or uuid4(), counter, "photo:1", {"items": items, "undo": []})
    capture.keep_turn(session, sitting, ACTIVITY, incoming, now=NOON)


class TestAnAnswer:
    def test_may_show_the_pupils_own_photo(self, session: Session, make: Make, sitting: Sitting) -> None:
        shows(session, sitting, make.photo(sitting).key)

    def test_may_not_show_one_that_is_not_there(self, session: Session, sitting: Sitting) -> None:
        with pytest.raises(AnswerProblem):
            shows(session, sitting, uuid4())

    def test_may_not_show_another_pupils(self, session: Session, make: Make, school: School, sitting: Sitting) -> None:
        other = make.sitting(make.pupil(school, forename="Maya"))
        with pytest.raises(AnswerProblem):
            shows(session, sitting, make.photo(other).key)

    def test_may_not_show_one_that_was_taken_back(self, session: Session, make: Make, sitting: Sitting) -> None:
        photo = make.photo(sitting)
        photos.take_back(session, photo, now=NOON)
        with pytest.raises(AnswerProblem):
            shows(session, sitting, photo.key)

    def test_keeps_a_photo_from_being_taken_back_while_it_shows_it(
        self, session: Session, make: Make, sitting: Sitting
    ) -> None:
        photo = make.photo(sitting)
        shows(session, sitting, photo.key)
        session.flush()
        with pytest.raises(photos.StillShown):
            photos.take_back(session, photo, now=NOON)


class TestMyPhotos:
    def test_are_those_of_today(self, session: Session, make: Make, sitting: Sitting) -> None:
        photo = make.photo(sitting)
        assert photos.to_pick_from(session, sitting) == [photo]

    def test_are_those_of_an_earlier_day_where_all_who_are_here_were_there(
        self, session: Session, make: Make, school: School, sitting: Sitting
    ) -> None:
        earlier = make.photo(sitting)
        begum = session.get_one(Staff, sitting.present[0].staff_id)
        same = make.sitting(sitting.pupil, begum)
        other = make.sitting(sitting.pupil, make.staff(school, name="Mr Khan"))
        assert photos.to_pick_from(session, same) == [earlier]
        assert photos.to_pick_from(session, other) == []

    def test_are_those_of_an_earlier_day_that_the_pupil_lets_somebody_new_see(
        self, session: Session, make: Make, school: School, sitting: Sitting
    ) -> None:
        earlier = make.photo(sitting)
        other = make.sitting(sitting.pupil, make.staff(school, name="Mr Khan"))
        asked = other_days.photos_to_ask_about(session, other, photos.all_of(session, other))
        assert asked is not None
        assert (asked.on, list(asked.now_here)) == (sitting.handed_over_at, ["Mr Khan"])

        other_days.let_see(session, other, [earlier.key])
        assert photos.to_pick_from(session, other) == [earlier]
        assert other_days.photos_to_ask_about(session, other, [earlier]) is None

    def test_are_those_that_somebody_new_may_see_where_they_stand(
        self, session: Session, make: Make, school: School, sitting: Sitting
    ) -> None:
        earlier, private = make.photo(sitting), make.photo(sitting)
        khan = make.staff(school, name="Mr Khan")
        make.assignment(khan, sitting.pupil)
        response = make.response(sitting, activity="photo-capture", state="finished")
        make.statement(response, "photo:1", photos=[str(earlier.key)], words=None)
        other = make.sitting(sitting.pupil, khan)
        assert photos.to_pick_from(session, other) == []
        key = f"staff:{khan.id}"
        share.decide(session, sitting, key, "yes", how="asked", decided_in=sitting, now=NOON)
        assert photos.to_pick_from(session, other) == [earlier]
        assert other_days.photos_to_ask_about(session, other, [private]) is not None

    def test_are_called_by_words_of_an_earlier_day_only_where_all_who_are_here_may_see_them(
        self, session: Session, make: Make, school: School, sitting: Sitting
    ) -> None:
        photo = make.photo(sitting)
        make.statement(make.response(sitting), "photo:1", photos=[str(photo.key)], words="Where I hide")
        assert photos.captions(session, sitting, [photo]) == {photo.key: "Where I hide"}
        other = make.sitting(sitting.pupil, make.staff(school, name="Mr Khan"))
        assert photos.captions(session, other, [photo]) == {}


class TestFilesNobodyWants:
    def left(self, make: Make) -> int:
        return len(list(make.photo_store()._folder.iterdir()))

    def test_a_file_without_a_row_goes_after_a_day(
        self, app: Flask, session: Session, make: Make, sitting: Sitting, tmp_path: Path
    ) -> None:
        make.photo(sitting)
        session.commit()
        old = make.photo_store().keep(b"left by a crash")
        make.photo_store().keep(b"its row may still come")
        os.utime(tmp_path / "photos" / old, (0, 0))
        assert clear_left_over_photos(app, settings_for(tmp_path)) == 1
        assert self.left(make) == 3

    def test_a_photo_taken_back_in_a_sitting_that_never_ended_goes_too(
        self, app: Flask, session: Session, make: Make, sitting: Sitting, tmp_path: Path
    ) -> None:
        photo = make.photo(sitting, taken_back_at=MORNING - timedelta(days=400))
        for name in (photo.file, photo.small):
            os.utime(tmp_path / "photos" / (name or ""), (0, 0))
        session.commit()
        clear_left_over_photos(app, settings_for(tmp_path))
        assert self.left(make) == 0
        session.expire_all()
        assert session.get_one(Photo, photo.key).file is None
