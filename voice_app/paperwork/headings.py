"""Under which heading a statement stands. A heading is a claim too, so it may say no more than what stands below it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from activities.contract import N_, Card, Choose, ChooseAmong, Leaning, Question, Sort, Text, Theme
from voice_app.model import Statement
from voice_app.services.claims import activity_of, card_of, question_of

#: The plain headings, in the order they stand.
HEADINGS: Mapping[str, Text] = {
    "likes": N_("What I like"),
    "hard": N_("What is hard for me"),
    "between": N_("What is in between"),
    "helps": N_("What helps me"),
    "who": N_("Who could help"),
    "matter": N_("People who matter to me"),
    "people": N_("People I talked about"),
    "hopes": N_("What I hope for"),
    "more": N_("What else I said"),
}

_BY_LEANING: Mapping[str, str] = {Leaning.GOOD: "likes", Leaning.HARD: "hard", Leaning.MIXED: "between"}


def heading_of(statement: Statement) -> str:
    """Under which of `HEADINGS` it stands. The rule, with its reasons, from the narrowest heading to the widest:

    - "What I hope for": wishes, what was said more about them, and which of them matters most. A remark at the end
      of the wishes is no wish.
    - "People who matter to me": those who were named when asked who matters, in which ring, and what they help with.
    - "Who could help": also those who were picked among people named, where the question asks who helps.
    - "What else I said": whatever was picked among things said before. "The best one" of four that are all not good
      is no like, and "to talk about" says nothing of the thing.
    - "People I talked about": a person put on a scale, wherever, and what was told when asked about a person. Good
      does not say that somebody helps, and nobody is to be listed under what is hard.
    - "What helps me": a kind of help that was put under the top of a scale, and answers to a question about help.
      What lies inside a kind of help ("Others can see it") is no help itself, nor need a card of the pupil's own be.
    - "Who could help": answers to such a question that asks who.
    - "What I like", "What is hard for me", "What is in between": what leans there, as the pupil placed or said it.
    - "What else I said": all that leans nowhere, the pupil's follow-ups in words included.
    """
    question, card = question_of(statement), card_of(statement)
    if statement.theme == Theme.HOPES:
        is_hope = statement.content == "aspirations" or isinstance(question, ChooseAmong)
        return "hopes" if is_hope else "more"
    if _is_about_someone_who_matters(statement, question):
        return "matter"
    if isinstance(question, ChooseAmong):
        return "who" if statement.content == "how_to_support" and _asks_who(question) else "more"
    if _is_about_a_person(statement, question, card):
        return "people"
    if _is_help_that_is_good(statement, question, card):
        return "helps"
    if _answers_about_help(statement, question):
        return "who" if _asks_who(question) else "helps"
    return _BY_LEANING.get(statement.leaning, "more")


def by_heading(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    """The statements under their headings, in the headings' order; headings without any are left out."""
    found: dict[str, list[Statement]] = {heading: [] for heading in HEADINGS}
    for statement in statements:
        found[heading_of(statement)].append(statement)
    return {heading: under for heading, under in found.items() if under}


def in_order_said(statements: Iterable[Statement]) -> list[Statement]:
    """By day and sitting, then activity by activity, then as it was asked: the order in which a reader follows it.

    Not by when a version was made: what was only put differently later keeps the place and the day of its words.
    """
    return sorted(
        statements,
        key=lambda one: (one.sitting.handed_over_at, one.response.began_at, str(one.response_key), one.position),
    )


def _is_about_someone_who_matters(statement: Statement, question: Question | None) -> bool:
    """Asked of a person who can be put in a ring: who it is, which ring, what they help with."""
    activity = activity_of(statement)
    if activity is None or question is None:
        return False
    in_rings = {one.about for one in activity.conversation if isinstance(one, Choose) and one.mat}
    return bool({question.key, question.about} & in_rings - {None})


def _is_about_a_person(statement: Statement, question: Question | None, card: Card | None) -> bool:
    placed = statement.theme == Theme.PEOPLE and _is_card_of_topic(question, card)
    return placed or statement.content == "people_who_matter"


def _is_help_that_is_good(statement: Statement, question: Question | None, card: Card | None) -> bool:
    leans_good = statement.theme == Theme.SUPPORT and statement.leaning == Leaning.GOOD
    return leans_good and _is_card_of_topic(question, card)


def _is_card_of_topic(question: Question | None, card: Card | None) -> bool:
    """A card of ours that is not a part of another one: only of these does the topic say what they are."""
    return isinstance(question, Sort) and question.about is None and card is not None and card.name_from is None


def _answers_about_help(statement: Statement, question: Question | None) -> bool:
    if statement.content != "how_to_support" or statement.leaning != Leaning.NONE or not isinstance(question, Choose):
        return False
    # "Tell me more about that" asks for more, not for help, whatever it follows.
    follows_words = isinstance(_pointed_at(statement, question), Choose)
    return bool(statement.words or statement.pictures or statement.photos) and not follows_words


def _pointed_at(statement: Statement, question: Question) -> Question | None:
    activity = activity_of(statement)
    # Of several ways to the same answer, the first says as well as any what kind of question it is.
    return activity.by_key.asks.get(question.about.split("|")[0]) if activity and question.about else None


def _asks_who(question: Question | None) -> bool:
    return question is not None and question.ask.simple.text.casefold().startswith("who ")
