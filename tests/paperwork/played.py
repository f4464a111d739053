"""Whole activities played by pretend pupils, as statements that paper can be made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from activities import all_activities, contract
from activities.contract import Activity, Answer, Choose, Said, State
from tests.activities.playing import every_play, surroundings
from voice_app.model import Response, Statement


def said_in(activity: Activity, answer: Answer, seed: int = 0) -> list[Statement]:
    """What was given in this answer, in records that nothing keeps."""
    response = Response(activity=activity.slug)
    said = activity.statements(answer, surroundings(activity, seed))
    return [_record(response, one) for one in said if one.state is State.GIVEN]


def _record(response: Response, said: contract.Statement) -> Statement:
    return Statement(
        response=response,
        item=said.key,
        state=said.state.value,
        theme=said.theme.value,
        leaning=said.leaning.value,
        content=said.content,
        claim=said.claim.as_stored(),
        words=said.words,
        pictures=list(said.pictures),
        photos=list(said.photos),
        provenance=said.provenance.value,
    )


def keep_said(session: Session, response: Response, answer: Answer, *, now: datetime) -> dict[str, Statement]:
    """What was given in this answer, kept, by its item."""
    made = said_in(all_activities()[response.activity], answer)
    for place, one in enumerate(made):
        one.response, one.pupil_id, one.sitting_id = response, response.pupil_id, response.sitting_id
        one.made_at, one.position = now, place
    session.add_all(made)
    session.flush()
    return {one.item: one for one in made}


def every_statement(activity: Activity, seeds: range) -> Iterator[Statement]:
    """What pretend pupils say, and the same with every other choice of each question in the place of theirs."""
    for seed, played in every_play(activity, seeds):
        answer = played[-1][1]
        yield from said_in(activity, answer, seed)
        for other in _with_other_choices(activity, answer) if seed < 10 else ():
            yield from said_in(activity, other, seed)


def _with_other_choices(activity: Activity, answer: Answer) -> Iterator[Answer]:
    for item, said in answer.items.items():
        question = activity.by_key.asks[item]
        if said.state is State.GIVEN and isinstance(question, Choose):
            for choice in question.choices:
                yield replace(answer, items={**answer.items, item: Said(State.GIVEN, picks=(choice.value,))})
