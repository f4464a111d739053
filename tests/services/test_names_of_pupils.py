"""A name in a pupil's words that another pupil goes by is found, whole, and the words are left alone."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from sqlalchemy.orm import Session

from activities.contract import N_p, exact, listed
from bench.lists import statements
from tests.make import Make
from voice_app.model import Pupil, School, Statement
from voice_app.services.names_of_pupils import Named, friend_may_be_named, likely_names, named_in, names_left_out


@dataclass
class Class:
    """Zara in class Oak, and others of the school."""

    session: Session
    make: Make
    school: School

    def __post_init__(self) -> None:
        self.zara = self.make.pupil(self.school, forename="Zara", surname="Ahmed", class_name="Oak", year="4")
        self.sitting = self.make.sitting(self.zara, self.make.staff(self.school))
        self.response = self.make.response(self.sitting)

    def also(self, forename: str, surname: str, **wanted: object) -> Pupil:
        return self.make.pupil(self.school, forename=forename, surname=surname, **wanted)

    def said(self, words: str | None) -> Statement:
        return self.make.statement(self.response, f"wish:{id(words)}", words=words)

    def names(self, words: str) -> list[str]:
        return [one.name for one in self.found(words)]

    def found(self, words: str) -> list[Named]:
        one = self.said(words)
        found = list(named_in(self.session, self.zara, [one]).get(one.id, []))
        assert one.words == words
        return found


@pytest.fixture
def oak(session: Session, make: Make, school: School) -> Class:
    return Class(session, make, school)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Bella", ["Bella"]),
        ("i sit with bella", ["bella"]),
        ("BELLA is loud", ["BELLA"]),
        ("Bella’s shoes", ["Bella"]),
        ("it is bella's'", ["bella"]),
        ("Bella Jones and me", ["Bella Jones"]),
        ("bella j", ["bella j"]),
        ("Bella K", []),
        ("Bella I like", ["Bella"]),
        ("I want a bellabird", []),
        ("Bella, Bella and bella!", ["Bella"]),
    ],
)
def test_a_name_is_found_as_a_whole_word_alone_or_with_the_surname(oak: Class, words: str, found: list[str]) -> None:
    oak.also("Bella", "Jones")
    assert oak.names(words) == found


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("I like playing with Kayla at my club", ["Kayla"]),
        ("at Kayla’s house", ["Kayla"]),
        ("me and Kayla Jones and Tom B", ["Kayla Jones", "Tom"]),
        ("Kayla Jones", ["Kayla Jones"]),
        ("she shouts at kayla", []),
        # A tablet sets this capital letter by itself.
        ("Trampoline", []),
        ("Trampoline again", []),
        ("I went to the Park with Mrs Smith and Nanny Jean in Leeds on Fridays", []),
        ("I love Lego and Minecraft, and English with Zara", []),
        ("I Like Pizza With Kayla", []),
        ("PLAY WITH KAYLA", []),
        ("I like Reading and my Lunch", []),
    ],
)
def test_what_is_likely_a_name_is_told_though_nobody_of_the_school_is_called_so(
    oak: Class, words: str, told: list[str]
) -> None:
    one = oak.said(words)
    assert likely_names(oak.zara, one) == told
    assert one.words == words


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Oliver hits me.", ["Oliver"]),
        ("I hate break. Oliver pushed me off the swing", ["Oliver"]),
        ("Oliver was mean", ["Oliver"]),
        ("Oliver and me fight", ["Oliver"]),
        ("Oliver and Kayla play tag with me", ["Kayla", "Oliver"]),
        ("Oliver’s mum shouts", ["Oliver"]),
        ("it is too loud! Mohammed screams", ["Mohammed"]),
        ("Will hits me at lunch", ["Will"]),
        ("Daisy took my pen", ["Daisy"]),
        ("Oliver hits me. I play with Oliver Smith", ["Oliver Smith"]),
        # Nobody’s name, though a capital letter and a verb are there.
        ("Playing is fun", []),
        ("Bread is ok", []),
        ("Yesterday was bad", []),
        ("Maths makes me cry", []),
        ("Loud noises hurt my ears", []),
        ("Chess lessons are the best", []),
        ("Tennis was fun. Skating is too", []),
        ("Will it rain? Can I go out", []),
        ("Summer is my best time", []),
        ("Trampolines are good", []),
        ("Zara hits me", []),
        ("OLIVER HITS ME", []),
        ("Sleep helps. I sleep a lot", []),
        ("Everybody shouts and nobody helps", []),
    ],
)
def test_a_likely_name_is_told_where_a_sentence_begins_with_it(oak: Class, words: str, told: list[str]) -> None:
    assert sorted(likely_names(oak.zara, oak.said(words))) == told


def test_where_people_are_spoken_of_one_word_alone_is_likely_a_name(oak: Class) -> None:
    one = oak.make.statement(oak.response, "who:1", words="Kayla", theme="people")
    assert likely_names(oak.zara, one) == ["Kayla"]
    nani = oak.make.statement(oak.response, "who:2", words="Nani", theme="people")
    assert likely_names(oak.zara, nani) == []


def test_names_that_papers_leave_out_are_not_told_as_ones_they_print(oak: Class) -> None:
    one = oak.said("I sit with Kayla and Tom")
    one.other_pupils = ["Kayla"]
    assert likely_names(oak.zara, one) == ["Tom"]


@pytest.mark.parametrize("words", ["Zoë", "zoe", "Zoe\u0308", "ZOË", "Zoe O'Neil", "zoe oneil", "Zoë o"])
def test_accents_and_apostrophes_do_not_hide_a_name(oak: Class, words: str) -> None:
    zoe = oak.also("Zoë", "O’Neil")
    (named,) = oak.found(words)
    assert named.pupils == [zoe]


@pytest.mark.parametrize("words", ["my friend Anne-Marie", "anne marie helps"])
def test_a_name_of_two_parts_is_one_name(oak: Class, words: str) -> None:
    oak.also("Anne-Marie", "Lopez")
    oak.also("Marie", "Smith")
    (named,) = oak.found(words)
    assert [one.surname for one in named.pupils] == ["Lopez"]


def test_the_name_somebody_likes_is_found_too(oak: Class) -> None:
    oak.also("Thomas", "Reed", preferred="Tomos")
    assert oak.names("Tomos R") == ["Tomos R"]
    assert oak.names("Thomas") == ["Thomas"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("I will be good", []),
        ("Will you help me?", []),
        ("I like playing. Will it rain?", []),
        ("I play with Will", ["Will"]),
        ("will", ["will"]),
        ("will p", ["will p"]),
    ],
)
def test_a_name_that_is_an_everyday_word_needs_more(oak: Class, words: str, found: list[str]) -> None:
    oak.also("Will", "Parry")
    assert oak.names(words) == found


def test_the_pupils_own_name_is_no_other_pupils(oak: Class) -> None:
    oak.also("Zara", "King")
    assert oak.names("Zara likes art") == []
    assert oak.names("Zara Ahmed") == []
    assert oak.names("Zara K") == ["Zara K"]


def test_those_of_the_same_class_come_first_then_those_of_the_same_year(oak: Class) -> None:
    far = oak.also("Bella", "Adams", class_name="Elm", year="6")
    year = oak.also("Bella", "Bull", class_name="Ash", year="4")
    near = oak.also("Bella", "Cole", class_name="Oak", year="4")
    (named,) = oak.found("Bella")
    assert named.pupils == [near, year, far]


def test_practice_pupils_and_pupils_of_other_schools_are_not_looked_for(oak: Class) -> None:
    oak.also("Tomos", "Reed", practice=True)
    elsewhere = oak.make.keep(School(name="Quay School", made_at=oak.zara.made_at))
    oak.make.pupil(elsewhere, forename="Idris")
    assert oak.names("Tomos and Idris") == []


def test_somebody_who_left_is_looked_for(oak: Class) -> None:
    oak.also("Bella", "Stone", archived_at=oak.sitting.handed_over_at)
    assert oak.names("Bella Stone who left") == ["Bella Stone"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Mensah pushed me", ["Mensah"]),
        ("it was Mensah's idea", ["Mensah"]),
        ("it was mensah", []),
        ("Mrs Mensah helps", []),
        ("I miss Mensah", ["Mensah"]),
        ("Brown bread is nice", []),
        ("I sit with Brown", ["Brown"]),
        ("I like Li", []),
        ("Mr Lopez Garcia and Lopez Garcia", ["Lopez Garcia"]),
        ("Ahmed is my name", []),
    ],
)
def test_a_surname_is_found_by_its_capital_letter(oak: Class, words: str, found: list[str]) -> None:
    for forename, surname in (("Kofi", "Mensah"), ("Noah", "Brown"), ("Wei", "Li"), ("Ana", "Lopez Garcia")):
        oak.also(forename, surname)
    oak.also("Omar", "Ahmed")
    assert oak.names(words) == found


def test_a_name_in_what_is_claimed_is_found(oak: Class) -> None:
    oak.also("Bella", "Jones")
    helps = N_p("statement", "%(who)s: asked what they help with, %(pupil)s picked: %(picked)s.")
    went = N_p("statement", "Asked who to go to in school, %(pupil)s picked: %(picked)s.")
    claims = [helps.filled(who=exact("Bella"), picked="Playing"), went.filled(picked=listed([exact("Bella")]))]
    said = [
        oak.make.statement(oak.response, f"does:{n}", words=None, claim=claim.as_stored())
        for n, claim in enumerate(claims)
    ]

    found = named_in(oak.session, oak.zara, said)

    assert [[one.name for one in found[one.id]] for one in said] == [["Bella"], ["Bella"]]


def test_a_name_that_papers_leave_out_is_not_looked_for(oak: Class) -> None:
    oak.also("Tom", "Smith")
    said = oak.said("Tom is kind to me")
    said.other_pupils = ["Tom Smith"]
    assert named_in(oak.session, oak.zara, [said]) == {}
    assert names_left_out(said) == ["Tom Smith"]
    assert not friend_may_be_named(said)


def test_a_friend_whose_name_may_be_a_word_is_left_and_told(oak: Class) -> None:
    said = oak.said("he will help me")
    said.other_pupils = ["Will"]
    assert names_left_out(said) == []
    assert friend_may_be_named(said)


def test_a_large_school_is_asked_once_whatever_was_said(oak: Class) -> None:
    for n in range(300):
        oak.also(f"Bella{chr(97 + n % 26)}", f"Jones{n}")
    said = [oak.said(f"I sit with bella{chr(97 + n % 26)} {n}") for n in range(40)]
    oak.session.flush()
    with statements(oak.session.get_bind()) as asked:
        found = named_in(oak.session, oak.zara, said)
    assert len(found) == 40
    assert len(asked) == 1


def test_where_nothing_was_said_in_words_nobody_is_looked_for(oak: Class) -> None:
    assert named_in(oak.session, oak.zara, [oak.said(None)]) == {}
