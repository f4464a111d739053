"""A name with which a sentence begins is pointed at; what pupils say every day is not."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.make import Make
from voice_app.model import School, Statement
from voice_app.services.names_of_pupils import likely_names, named_in

#: What pupils say of somebody, and the names in it. None of them is on the school's list.
SAID_OF_SOMEBODY = {
    "Jack is mean to me": "Jack",
    "Jack was horrible": "Jack",
    "Jade never shares": "Jade",
    "Max is horrible": "Max",
    "Poppy is nice": "Poppy",
    "Oliver sometimes hits me": "Oliver",
    "Oliver really annoys me": "Oliver",
    "Oliver just hit me": "Oliver",
    "Oliver he hits me": "Oliver",
    "Oliver, he hits me": "Oliver",
    "Oliver & me": "Oliver",
    "Daisy and me play": "Daisy",
    "Mia a bully": "Mia",
    "Oliver, Sam and me play": "Oliver, Sam",
    "Daisy and Tom fight": "Daisy, Tom",
    "Jean-Paul hits me": "Jean-Paul",
    "Oliver Smith hits me": "Oliver Smith",
    "Oliver keeps on kicking me": "Oliver",
    "Oliver smells": "Oliver",
    "Oliver hitting me at lunch": "Oliver",
    "Oliver mean to me": "Oliver",
    "Olivers mum shouts": "Olivers",
    "Oliver'll hit me again": "Oliver",
    "Oliver in year 5 pushes": "Oliver",
    "Oliver and his friends laugh at me": "Oliver",
    "Oliver, who sits by me, is loud": "Oliver",
    "Oliver will not play": "Oliver",
    "Noah doesn't like me": "Noah",
    "Mohammed calls me names": "Mohammed",
    "Kayden still has my pen": "Kayden",
    "Oliver or Sam took it": "Oliver, Sam",
    "Ruby pushed me over": "Ruby",
    "Lily hit me": "Lily",
    "Sky pushed me": "Sky",
    "It is loud. Ethan shouts out all the time": "Ethan",
    "Leah and Kim leave me out": "Kim, Leah",
    "Isla told on me": "Isla",
    "Ella calls me fat": "Ella",
    "Finley screams in my ear": "Finley",
    "Zayn took my snack.": "Zayn",
    "Please stop Oliver. Oliver scares me": "Oliver",
    "Bobby chased me": "Bobby",
    "Theo has a go at me": "Theo",
    "Caleb: he hits": "Caleb",
    "Connor would be nice if he stopped": "Connor",
    "Jaydens brother hit me": "Jaydens",
    "Ibrahim sits with me": "Ibrahim",
    "Archie, my friend": "Archie",
    "Chloe nearly broke it": "Chloe",
    "Kai and Bo laugh": "Bo, Kai",
    "Hannah hates me": "Hannah",
    "Summer pushed me": "Summer",
    "Bill was rude": "Bill",
    "Rob pushes me": "Rob",
    "Grace and me are friends": "Grace",
    "Dawn kicked me": "Dawn",
    "Megan at my table copies": "Megan",
    "Rory not nice to me": "Rory",
    "Tia so mean": "Tia",
    "Harvey even hits the teacher": "Harvey",
    "Ryan and everyone laughed": "Ryan",
    "Dev spat at me": "Dev",
    "Otis was there": "Otis",
    "Luca really really annoys me": "Luca",
    "Nina should be moved": "Nina",
    "Joe used to be nice": "Joe",
}
#: What pupils say every day, of nobody by name.
SAID_EVERY_DAY = (
    *("Playing is fun", "Bread is ok", "Lunch is loud", "Maths is hard", "Reading and writing", "School is good"),
    *("Teachers help", "Will you help me", "Summer is my best time", "Drawing helps me", "Break time is noisy"),
    *("Loud noises hurt my ears", "Toilets are smelly", "The corridor is busy", "Sometimes I am sad"),
    *("Because he hits me", "When they shout I hide", "People are mean to me", "Teachers shout at me"),
    *("Headphones help me", "Somewhere quiet to go", "Time to play", "Quiet room please"),
    *("Build a den with my friends", "Read a book with me", "Drew a picture of my dog", "Hope it gets better"),
    *("Stop shouting at me", "Leave me alone", "Sit by my friend", "Lego is the best", "Pizza and chips"),
    *("Lunch, break and home time", "Art is my favourite", "Homework is horrible", "Cats and dogs"),
    *("Mum helps me read", "Mrs Smith helps me", "That's not fair", "I'd like a break", "Doesn't matter"),
    *("Today was good", "Last week was bad", "Bullying is bad", "Having a job", "Living by the sea"),
    *("Computers are fun", "Story time is nice", "Tired and hungry", "Kind people", "Feeling sick"),
    *("Red is my favourite", "Snow was fun", "Worksheets never help", "Exams always scare me"),
    *("Going on the bus in my taxi", "Fidget toys help me", "Pets would be nice", "More art"),
    *("Gaming with my mates", "Cricket was good", "Ramps would help", "Cold food is yucky", "Captions on films"),
    *("Crutches hurt", "Fireworks scare me", "Choosing time was fun", "Circle time is boring"),
    *("Dinner ladies shout", "Spelling tests make me sick", "Noise hurts my ears"),
    *("Strong smells make me feel sick", "Scratchy labels hurt", "Planes, trains and cars"),
    *("Volcanoes and dinosaurs", "Getting ready is hard", "Handwriting hurts my hand", "Extra time helps"),
    *("Numbers are easy", "Times tables are hard", "Plays and acting", "Dancing is my best thing"),
    *("Baby is crying", "Grown ups listen to me", "Nurses help", "Physio hurts", "Chicken nuggets and chips"),
    *("Water bottle", "Cinema was loud", "Holidays are fun", "Tractors are good", "Fire alarms scare me"),
    *("Wait for me", "Ask me first", "Show me how", "Call me by my name", "Move my seat", "Stay with my class"),
    *("Learn to cook", "Get a job", "Dyslexia is hard", "Anxiety is bad", "Calm box helps"),
    *("Quiet corner was good", "Visual timetables help me", "Hugs are nice", "Whole school is loud", "Not sure"),
    *("Idk", "Stupid work", "Anything with dogs", "Forest school was wet", "School trips were good"),
    *("Parties are loud", "Easter eggs", "College is next"),
)
#: Everyday words by which pupils of this school are called.
ON_THE_LIST = ("Jack", "Jade", "Max", "Poppy", "Will", "Summer", "Hope", "Lily")


@pytest.fixture
def told(session: Session, make: Make, school: School) -> Statement:
    """What Zara said, in words that each test sets."""
    zara = make.pupil(school, forename="Zara", surname="Ahmed", class_name="Oak", year="4")
    sitting = make.sitting(zara, make.staff(school))
    return make.statement(make.response(sitting), "wish:1", words="")


def pointed_at(told: Statement, words: str) -> str:
    told.words = words
    return ", ".join(sorted(likely_names(told.sitting.pupil, told)))


def test_whoever_something_is_told_of_is_pointed_at(told: Statement) -> None:
    assert {words: pointed_at(told, words) for words in SAID_OF_SOMEBODY} == SAID_OF_SOMEBODY


def test_what_pupils_say_every_day_is_pointed_at_nowhere(told: Statement) -> None:
    pointed = {words: pointed_at(told, words) for words in SAID_EVERY_DAY}
    assert {words: names for words, names in pointed.items() if names} == {}


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Jack is mean to me", "Jack"),
        ("Jack was horrible", "Jack"),
        ("jack hits me and i hate max", "jack, max"),
        ("Jade never shares", "Jade"),
        ("Max is horrible. Poppy is nice", "Max, Poppy"),
        ("Will is my friend", "Will"),
        ("Hope shouts", "Hope"),
        ("Summer pushed me", "Summer"),
        ("Lily, Jack & me", "Lily, Jack"),
        ("Will you help me? Will my mum come?", ""),
        ("Hope it gets better. I will wait", ""),
        ("It is hot in summer and i hope for rain", ""),
    ],
)
def test_an_everyday_word_that_is_a_pupils_name_is_one_where_a_sentence_begins(
    told: Statement, session: Session, make: Make, school: School, words: str, named: str
) -> None:
    for name in ON_THE_LIST:
        make.pupil(school, forename=name, surname=f"{name}son", class_name="Oak")
    told.words = words
    found = named_in(session, told.sitting.pupil, [told]).get(told.id, [])
    assert ", ".join(one.name for one in found) == named


@pytest.mark.parametrize("words", ["Jean-Paul hits me", "I sit with Jean-Paul", "Jean-Paul and me"])
def test_a_name_with_a_hyphen_is_pointed_at_whole(told: Statement, words: str) -> None:
    assert pointed_at(told, words) == "Jean-Paul"
