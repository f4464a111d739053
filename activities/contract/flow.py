"""What is asked next, and what a touch does. The browser has the same functions, held to the same `cases.json`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .answer import (
    MOST_BYTES,
    NO_MORE,
    Answer,
    AnswerProblem,
    Provenance,
    Said,
    State,
    clean_words,
    fits,
    size_of,
)
from .conditions import Surroundings, holds
from .conversation import Choose, ChooseAmong, Conversation, OwnWords, Question, ReadBack, Sort, Step

#: Touches of the bar that settle an item without an answer.
WITHOUT_ANSWER = {
    "turn-over": State.TURNED_OVER,
    "skip": State.SKIPPED,
    "dont-know": State.DONT_KNOW,
}


#: In bytes: what picks and states may still need once the words have filled an answer.
ROOM_FOR_PICKS = 4 * 1024


class NoMoreRoom(AnswerProblem):
    """So much has been written in this answer that no more words fit; those that were kept stay."""


@dataclass(frozen=True)
class Touch:
    """One thing the pupil, or the adult who writes, did."""

    #: "pick", "words", "photo", "next", "turn-over", "skip", "dont-know" or "back".
    kind: str
    item: str
    value: str = ""
    words: str = ""
    #: Who wrote, where it was not the pupil.
    by: str | None = None


def settled(answer: Answer, item: str) -> bool:
    """Whether the pupil has dealt with this item, in whichever way."""
    said = answer.get(item)
    return said is not None and said.state is not State.STARTED


def mark(question: Question, answer: Answer, said: Said) -> str:
    """A short mark of what an answer follows on from: what it is about, and what its picks point at; else nothing."""
    followed = [pointed_at(answer, about) for about in (question.about, question.beside) if about]
    if isinstance(question, ChooseAmong):
        followed += [answer.get(pick) for pick in said.picks]
    texts = [text for one in followed if one for text in _content(one, answer)]
    return format(hashed("\x1f".join(texts)), "08x") if texts else ""


def hashed(text: str) -> int:
    """Fowler–Noll–Vo hash, 32 bits (FNV-1a): small, and the same in both languages. It guards nothing."""
    found = 0x811C9DC5
    for byte in text.encode("utf-8", "replace"):
        found = (found ^ byte) * 0x01000193 & 0xFFFFFFFF
    return found


def _content(said: Said, answer: Answer) -> list[str]:
    lies = [text for one in said.picks if (there := answer.get(one)) for text in there.picks or (there.words,)]
    return [*said.picks, said.words, *said.photos, *lies]


def pointed_at(answer: Answer, about: str) -> Said | None:
    """What was said to the item, or to the first of several that was answered; else what came of the first."""
    return answer.get(item_pointed_at(answer, about))


def item_pointed_at(answer: Answer, about: str) -> str:
    """Of several items the first that was answered, else the first. "That is all" tells of nothing."""
    items = about.split("|")
    given = (one for one in items if (s := answer.get(one)) and s.state is State.GIVEN and not s.is_no_more)
    return next(given, items[0])


def stale(question: Question, answer: Answer, item: str) -> bool:
    """Whether what this item followed on from has changed since: what was said of a wish is not said of another."""
    said = answer.get(item)
    return said is not None and said.about != "" and said.about != mark(question, answer, said)


def without_stale(asks: Mapping[str, Question], answer: Answer) -> Answer:
    """The answer without what followed on from something that was changed."""
    kept = {k: said for k, said in answer.items.items() if k not in asks or not stale(asks[k], answer, k)}
    return replace(answer, items=kept)


def next_step(conversation: Conversation, answer: Answer, around: Surroundings) -> Step | None:
    """The first thing that is still to be asked, or nothing where all has been."""
    for question in conversation:
        # Whether it is dealt with is quicker to see than whether it is to be asked.
        item = next((one for one in question.items if _is_open(question, one, answer, around)), None)
        if item is not None and holds(question.when, answer, around):
            return Step(question, item)
    return None


def anything_left(conversation: Conversation, answer: Answer, around: Surroundings) -> bool:
    """Whether there is a next step. Looks from the end, where an unfinished conversation is open: every touch asks."""
    return any(
        any(_is_open(question, item, answer, around) for item in reversed(question.items))
        and holds(question.when, answer, around)
        for question in reversed(conversation)
    )


def _is_open(question: Question, item: str, answer: Answer, around: Surroundings) -> bool:
    return item not in around.left_out and (not settled(answer, item) or stale(question, answer, item))


def touch(question: Question, answer: Answer, what: Touch, around: Surroundings) -> Answer:
    """The answer after this touch. Raises AnswerProblem where the question does not take it."""
    if what.kind == "back":
        return go_back(answer)
    before = answer.get(what.item)
    stood = None if stale(question, answer, what.item) else before
    begun = _before_typing(question, answer, what, stood)
    current = replace(stood, picks=begun.picks, photos=begun.photos) if stood and begun else None
    after = _after(question, current, what, around)
    if begun is not None and begun.state is not State.STARTED:
        after = _said_anew(question, begun, after, what.kind)
    after = replace(after, about=mark(question, answer, after))
    if after == before:
        return answer
    if what.kind == "words" and before is not None and _says_the_same(before, after):
        return answer
    if what.kind == "words" and _rubbed_out(question, answer, what.item, before, after):
        return go_back(answer)
    # While somebody types, each pause is kept, but Go back takes the whole of it.
    still_typing = what.kind == "words" and _typed_last(question, answer, what.item, before, after)
    undo = answer.undo if still_typing else (*answer.undo, (what.item, before))
    made = Answer(items={**answer.items, what.item: after}, undo=undo)
    return _within_size(made, for_words=what.kind == "words")


def _typed_last(question: Question, answer: Answer, item: str, before: Said | None, after: Said) -> bool:
    """Whether the last touch was typing here too, by the same hand. A picture picked in between is its own step."""
    if not answer.undo or before is None or before.state is not State.STARTED:
        return False
    last_item, earlier = answer.undo[-1]
    return last_item == item and _only_typed(question, earlier, before) and before.by == after.by


def _only_typed(question: Question, earlier: Said | None, before: Said) -> bool:
    """Whether nothing but typing lies between the two."""
    was, now = ((one.picks, one.photos) if one else ((), ()) for one in (earlier, before))
    if was == now or earlier is None or earlier.state is State.STARTED or _takes_many(question):
        return was == now
    # Of what was settled other words leave nothing. Where no words stand either, a picture was taken away.
    return not any(now) and before.words != ""


def _before_typing(question: Question, answer: Answer, what: Touch, stood: Said | None) -> Said | None:
    """What words are held against: what stood before somebody began to type. They come letter by letter."""
    last_item, earlier = answer.undo[-1] if answer.undo else ("", None)
    if what.kind != "words" or stood is None or stood.state is not State.STARTED or last_item != what.item:
        return stood
    if earlier is None or earlier.state is State.STARTED or not _only_typed(question, earlier, stood):
        return stood
    return earlier


def _said_anew(question: Question, stood: Said, after: Said, kind: str) -> Said:
    """What was settled and is said anew is said alone: what was tapped or written before was not said together with it.

    Until the pupil moves on again, whatever is put beside it is: that is how they say "as well". The words beside a
    card are said of the card, and go where it goes. Where many can be picked, each thing said joins the others.
    """
    if _takes_many(question):
        return after
    if kind == "words" and not same_words(stood.words, after.words):
        return replace(after, picks=(), photos=())
    if kind == "pick" and after.picks != stood.picks and not isinstance(question, Sort):
        return replace(_without_words(after), photos=())
    if kind == "photo" and after.photos and after.photos != stood.photos:
        return replace(_without_words(after), picks=())
    return after


#: A slip of the fingers: so many letters in one place. "not " is more.
_A_SLIP = 2


def same_words(were: str, are: str) -> bool:
    """Whether these are no other words: none, the same with more or less at the end, or with a slip put right."""
    if not are or (were and (are.startswith(were) or were.startswith(are))):
        return True
    # As the browser counts, in units of two bytes.
    was, now = (one.encode("utf-16-le", "surrogatepass") for one in (were, are))
    pairs = [[one[at : at + 2] for at in range(0, len(one), 2)] for one in (was, now)]
    shorter, longer = sorted(pairs, key=len)
    begins = next((at for at, one in enumerate(shorter) if one != longer[at]), len(shorter))
    rest = shorter[begins:]
    ends = next((at for at in range(len(rest)) if rest[-1 - at] != longer[-1 - at]), len(rest))
    return were != "" and len(longer) - begins - ends <= _A_SLIP


def _takes_many(question: Question) -> bool:
    return isinstance(question, Choose | ChooseAmong) and question.many


def _without_words(said: Said) -> Said:
    return replace(said, words="", by=None, provenance=Provenance.OWN_CHOICE)


def _rubbed_out(question: Question, answer: Answer, item: str, before: Said | None, after: Said) -> bool:
    """Whether all that was typed here last is gone again: then nothing was changed, and what was settled stands."""
    last_item, earlier = answer.undo[-1] if answer.undo else ("", None)
    if last_item != item or earlier is None or before is None or stale(question, go_back(answer), item):
        return False
    return _only_typed(question, earlier, before) and _hand(earlier) == _hand(after)


def _says_the_same(one: Said, other: Said) -> bool:
    return replace(one, state=other.state) == other


def go_back(answer: Answer) -> Answer:
    """The answer as it was before the last touch; as often as there are touches (rule A44)."""
    if not answer.undo:
        return answer
    item, before = answer.undo[-1]
    items = dict(answer.items)
    if before is None:
        items.pop(item, None)
    else:
        items[item] = before
    return Answer(items=items, undo=answer.undo[:-1])


def _after(question: Question, before: Said | None, what: Touch, around: Surroundings) -> Said:
    current = before or Said(State.STARTED)
    prompts = (question.prompt,) if question.prompt else ()
    current = replace(current, prompts=prompts)
    if what.kind in WITHOUT_ANSWER:
        if what.kind == "turn-over" and not isinstance(question, Sort):
            raise AnswerProblem("Only a card can be turned over")
        return Said(WITHOUT_ANSWER[what.kind], prompts=prompts)
    if what.kind == "pick":
        return _picked(question, current, what.value)
    if what.kind == "words":
        return _written(question, current, what, around)
    if what.kind == "photo":
        return _photographed(question, current, what.value)
    if what.kind == "next":
        return _moved_on(question, current)
    raise AnswerProblem(f"There is no touch called {what.kind!r}")


def _moved_on(question: Question, current: Said) -> Said:
    """Next gives what is there. Where nothing is, it is no answer and no skip: only Skip says that (rule A47)."""
    # Words beside a card wait for its place, also new ones: where it lay before was said of other words.
    if isinstance(question, Sort):
        return current
    return replace(current, state=State.GIVEN if current.says_something else State.STARTED)


def _photographed(question: Question, current: Said, key: str) -> Said:
    """A photo put beside the answer in the place of any other; without a key it is taken away again."""
    if not isinstance(question, OwnWords) or not question.photos:
        raise AnswerProblem("This question takes no photos")
    return replace(current, photos=(key,) if key else (), state=State.STARTED)


def _picked(question: Question, current: Said, value: str) -> Said:
    if isinstance(question, OwnWords) and question.no_more and value == question.no_more.value:
        return Said(State.GIVEN, picks=(value,), prompts=current.prompts)
    if isinstance(question, Choose | ChooseAmong) and question.many:
        rest = tuple(one for one in current.picks if one != value)
        # "Nobody" beside somebody would say two things: what stands apart takes the place of the others.
        apart = {choice.value for choice in question.choices if isinstance(question, ChooseAmong)} | {NO_MORE}
        others = () if value in apart else tuple(one for one in rest if one not in apart)
        picks = rest if value in current.picks else (*others, value)
        return replace(current, picks=picks, state=State.STARTED)
    # A picture of an own-words question waits for Next, so that words can be put beside it.
    state = State.STARTED if isinstance(question, OwnWords) else State.GIVEN
    picks = () if isinstance(question, OwnWords) and current.picks == (value,) else (value,)
    return replace(current, picks=picks, state=state)


def _written(question: Question, current: Said, what: Touch, around: Surroundings) -> Said:
    if not takes_words(question):
        raise AnswerProblem("This question takes no words")
    by = what.by or None
    if by is not None and by not in around.present:
        raise AnswerProblem("The writer is not one of those present")
    words = clean_words(what.words)
    if by is None and _stays_writer(current, words, around):
        # An adult's words do not become the pupil's own typing: the adult stays the writer until the box is empty.
        by = current.by
    if not words.strip():  # all rubbed out again: nobody wrote anything
        return replace(_without_words(current), state=State.STARTED)
    provenance = written_provenance(by, around, current)
    return replace(current, words=words, by=by, provenance=provenance, state=State.STARTED)


def _stays_writer(before: Said, words: str, around: Surroundings) -> bool:
    """Whether who wrote what stood there is the writer of these words too.

    Of somebody who is not here only what they wrote is, written on or cut short: other words are of today.
    """
    goes_on = words.startswith(before.words) or before.words.startswith(words)
    return before.words.strip() != "" and (before.by in around.present or goes_on)


def takes_words(question: Question) -> bool:
    """Whether a box for own words stands beside this question: beside every card and every picture answer."""
    return isinstance(question, Sort | OwnWords) or (isinstance(question, Choose | ChooseAmong) and question.own_words)


def written_provenance(by: str | None, around: Surroundings, before: Said | None = None) -> Provenance:
    """How words count that were written by this person. From signing or an interpreter they are never verbatim.

    `before` is what stood in the box: words that an interpreter gave stay so, whoever writes on in them another day.
    """
    if by is None:
        return Provenance.OWN_WORDS_TYPED
    # Only words carry this provenance, so there are some.
    interpreted_before = before is not None and before.provenance is Provenance.INTERPRETED
    return Provenance.INTERPRETED if around.interpreted or interpreted_before else Provenance.SCRIBED_VERBATIM


def _within_size(answer: Answer, *, for_words: bool) -> Answer:
    """Give up the oldest steps back where the answer would no longer fit; then take no more words, but every pick."""
    while (size := size_of(answer.as_stored())) > MOST_BYTES // 2 and answer.undo:
        answer = replace(answer, undo=answer.undo[1:])
    if for_words and size > MOST_BYTES - ROOM_FOR_PICKS:
        raise NoMoreRoom("The answer is full")
    return answer


def stopped_at(conversation: Conversation, answer: Answer, around: Surroundings) -> Answer:
    """The answer of a pupil who stops here: the item in hand is "stopped"; what was begun in it is kept with it."""
    step = next_step(conversation, answer, around)
    if step is None:
        return answer
    begun = answer.get(step.item) if not stale(step.question, answer, step.item) else None
    begun = begun or Said(State.STOPPED)
    begun = replace(begun, about=mark(step.question, answer, begun))
    return replace(answer, items={**answer.items, step.item: replace(begun, state=State.STOPPED)})


def allowed_picks(question: Question, answer: Answer, item: str) -> frozenset[str]:
    """What may be picked at this question, for this answer."""
    if isinstance(question, Sort):
        return frozenset(place.value for place in question.scale)
    if isinstance(question, ChooseAmong):
        # What was picked may be changed later: while it is, it is not given.
        other = answer.get(question.but) if question.but else None
        among = {one for one in answer.items if fits(one, question.among)} - set(other.picks if other else ())
        return frozenset(among | {choice.value for choice in question.choices})
    if isinstance(question, ReadBack):
        return frozenset({"yes"})
    if isinstance(question, OwnWords) and question.no_more:
        return frozenset({question.no_more.value, *(choice.value for choice in question.choices)})
    if isinstance(question, Choose):
        return frozenset(choice.value for choice in question.choices)
    return frozenset()


def offered(question: ChooseAmong, answer: Answer) -> frozenset[str]:
    """The things said so far that can be picked here."""
    picked = answer.get(question.but) if question.but else None
    return frozenset(answer.given(question.among)) - frozenset(picked.picks if picked else ())


def used_elsewhere(question: OwnWords, answer: Answer) -> frozenset[str]:
    """The pictures that were picked at another item, and are not offered again here."""
    others = [said for item, said in answer.given(question.but).items() if item != question.key]
    return frozenset(pick for said in others for pick in said.picks if not is_something_else(pick))


def is_something_else(value: str) -> bool:
    """Whether this choice stands for whatever has no picture: it stands last, and can be picked again."""
    return value.startswith(("something-else", "someone-else"))


def check_items(
    asks: Mapping[str, Question], answer: Answer, around: Surroundings, kept: Sequence[Answer] = ()
) -> None:
    """Refuse what this conversation cannot have asked, or nobody here can have written. Raises AnswerProblem.

    `kept` is the answer as it was kept before, newest first. Words that stand in it were checked on their day, with
    those who were there then; only words that changed are held to today's surroundings.
    """
    for item, said in answer.items.items():
        question = asks.get(item)
        if question is None:
            raise AnswerProblem("An item that this activity does not have")
        if not set(said.picks) <= allowed_picks(question, answer, item):
            raise AnswerProblem("A choice that this question does not have")
        if said.words and not takes_words(question):
            raise AnswerProblem("Words where the question takes none")
        if said.photos and not (isinstance(question, OwnWords) and question.photos):
            raise AnswerProblem("A photo where the question takes none")
        if not said.words.strip() and said.provenance is not Provenance.OWN_CHOICE:
            raise AnswerProblem("A choice that claims to be words")
        stood = [one.get(item) for one in kept]
        if not any(before is not None and _hand(before) == _hand(said) for before in stood):
            _check_writer(said, stood[0] if stood else None, around)


def _hand(said: Said) -> tuple[str, Provenance, str | None]:
    """The words, and who wrote them how."""
    return said.words, said.provenance, said.by


def _check_writer(said: Said, before: Said | None, around: Surroundings) -> None:
    # Who wrote on another day stays the writer of those words, also where they are written on; of no others.
    stays = before is not None and _stays_writer(before, said.words, around)
    writes_on = before is not None and before.by == said.by and stays
    if said.by is not None and said.by not in around.present and not writes_on:
        raise AnswerProblem("A writer who was not there")
    if not said.words.strip():
        return
    if said.provenance is not written_provenance(said.by, around, before):
        raise AnswerProblem("Words that do not say how they were written")
    # How words were said never moves up (docs/practice.md, 7): the box must have been empty in between, or hold other
    # words than those of somebody who is not here.
    if said.by is None and before is not None and before.by is not None and stays:
        raise AnswerProblem("An adult's words that claim to be the pupil's own")
