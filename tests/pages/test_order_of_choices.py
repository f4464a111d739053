"""In which order the pictures of a question stand on a pupil's page."""

from __future__ import annotations

import re

import pytest

from activities import all_activities
from activities.contract import Choose
from tests.conftest import Enter
from tests.make import Make
from tests.pages.devices import other_questions
from voice_app.model import School
from voice_app.pages.pupil.fragments import ordered
from voice_app.services.profile import Profile

SEEDS = range(1, 40)


def asked(slug: str, key: str) -> Choose:
    question = all_activities()[slug].by_key.asks[key]
    assert isinstance(question, Choose)
    return question


@pytest.mark.parametrize("seed", [3, 77, 4711])
def test_the_parts_of_a_day_stand_in_the_order_of_the_day_for_every_pupil(
    make: Make, school: School, enter: Enter, seed: int
) -> None:
    profile = Profile(choices=3, order_seed=seed).as_stored()
    teacher = make.staff(school)
    sitting = make.sitting(make.pupil(school), teacher, profile=profile, planned=["good-day-bad-day"])
    tablet = enter(sitting=sitting)
    tablet.post("/me/hello", data={"answer": "yes"})
    page = other_questions(tablet, tablet.get("/me/do/good-day-bad-day").text)
    questions = re.findall(r"Which parts shall we talk about\?.*?</form>", page, re.DOTALL)

    names = ["Waking up", "Going to school", "Lessons", "Break", "Lunch", "Afternoon", "Home time", "Bedtime"]
    for shown, parts in zip(questions, (names, names[1:-1]), strict=True):
        places = [re.search(rf">\s*{name}\s*<", shown) for name in parts]
        starts = [place.start() for place in places if place]
        assert len(starts) == len(parts)
        assert starts == sorted(starts)


@pytest.mark.parametrize("seed", SEEDS)
def test_mum_and_dad_are_on_the_first_page_of_people_and_death_comes_after_all_others(seed: int) -> None:
    people = [one.value for one in ordered(asked("relationship-circle", "who:1").choices, seed)]

    assert set(people[:3]) == {"mum", "dad", "carer"}
    assert people[-2:] == ["someone-who-died", "someone-else"]


def test_those_of_one_turn_and_answers_without_turns_still_stand_in_the_order_drawn() -> None:
    for slug, key in (("relationship-circle", "who:1"), ("three-wishes", "wish:1")):
        choices = asked(slug, key).choices
        drawn = {tuple(one.value for one in ordered(choices, seed)) for seed in SEEDS}
        assert len(drawn) > 1
        assert all(sorted(one) == sorted(choice.value for choice in choices) for one in drawn)
