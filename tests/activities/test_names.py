"""What is surely a friend's name is left out of what papers print; every other word a pupil said stays."""

from __future__ import annotations

import pytest

from activities.contract import may_have_name, names_in, without_names
from activities.relationship_circle import ACTIVITY
from tests.activities.sitting import Sitting


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Tom", ("Tom",)),
        ("Will", ("Will",)),
        ("Tom S.", ("Tom S",)),
        ("Tom de Souza", ("Tom de Souza",)),
        ("Zoë O’Neil", ("Zoë O’Neil",)),
        ("Tom and Bella", ("Tom", "Bella")),
        ("Tom ❤️", ("Tom",)),
        ("محمد", ("محمد",)),
        ("汤姆", ("汤姆",)),
        ("my friend Tom", ("Tom",)),
        ("my friend’s name is Tom", ("Tom",)),
        ("my best friend Tom Smith in 4B plays with me", ("Tom Smith",)),
    ],
)
def test_a_name_is_known_by_its_length_and_its_capital_letters(said: str, names: tuple[str, ...]) -> None:
    assert names_in(said) == names


@pytest.mark.parametrize(
    "said",
    [
        "",
        "she is the only one who plays with me when the others run off",
        "Everyone in my class",
        "Playing with me",
        "MY FRIEND TOM",
        "my friend is Polish",
        "my friend’s Xbox",
        "Tom. He is kind",
        "Mrs Cole",
        "她是唯一和我玩的人",
    ],
)
def test_what_may_be_something_else_is_no_name(said: str) -> None:
    assert names_in(said) == ()


@pytest.mark.parametrize(
    ("name", "said", "printed"),
    [
        ("Will", "he will help me when I fall", "he will help me when I fall"),
        ("Will", "HE WILL HELP ME", "HE WILL HELP ME"),
        ("Will", "Will you help me?", "Will you help me?"),
        ("Will", "he said “Will you help?”", "he said “Will you help?”"),
        ("Will", "I play with Will", "I play with [X]"),
        ("Will", "Will P helps me", "[X] helps me"),
        ("Will", "will", "[X]"),
        ("May", "you may laugh but May is kind", "you may laugh but [X] is kind"),
        ("May", "my birthday is in May", "my birthday is in May"),
        ("Ruby", "we are the Ruby class and Ruby is nice", "we are the Ruby class and [X] is nice"),
        ("Tom", "tom plays tomato with me, says Tom", "[X] plays tomato with me, says [X]"),
        ("Tom Smith", "tom smith’s cat, Tom and Smith", "[X]’s cat, [X] and [X]"),
        ("Tom Smith", "I like Mrs Smith", "I like Mrs Smith"),
        ("Tom Brown", "I like brown bread", "I like brown bread"),
        ("Anne-Marie", "anne marie and Anne", "[X] and [X]"),
        ("Zoë", "zoe helps", "[X] helps"),
        ("the only one who plays", "she is the only one who plays", "she is the only one who plays"),
    ],
)
def test_words_are_changed_only_where_a_name_surely_stands(name: str, said: str, printed: str) -> None:
    assert without_names(said, [name], "[X]") == printed


@pytest.mark.parametrize(
    ("name", "said"),
    [("Will", "Will helps me"), ("Will", "he will help me"), ("tom", "tom waits"), ("Tom in 4B", "Tom waits for me")],
)
def test_where_it_is_not_sure_a_person_is_told_to_look(name: str, said: str) -> None:
    assert without_names(said, [name], "[X]") == said
    assert may_have_name(said, [name])


def _others(sitting: Sitting) -> dict[str, tuple[str, ...]]:
    return {key: tuple(said.other_pupils) for key, said in sitting.says().items() if said.other_pupils}


def test_a_sentence_beside_the_picture_of_a_friend_keeps_its_words() -> None:
    said = "she is the only one who plays with me"
    sitting = Sitting(ACTIVITY).pick_and_write("friend", said)

    assert without_names(said, _others(sitting)["who:1"], "[X]") == said


def test_a_friend_is_found_by_the_forename_alone_wherever_the_pupil_speaks_of_them() -> None:
    sitting = Sitting(ACTIVITY).pick_and_write("friend", "Tom Smith").pick("inner").write("Tom waits for me daily")

    assert _others(sitting) == {"who:1": ("Tom Smith",), "does:1": ("Tom Smith",)}


def test_a_friend_is_found_without_the_picture_too() -> None:
    sitting = Sitting(ACTIVITY).write("my friend Tom Smith in 4B").pick("inner").write("Tom waits for me daily")

    assert _others(sitting) == {"who:1": ("Tom Smith",), "does:1": ("Tom Smith",)}
