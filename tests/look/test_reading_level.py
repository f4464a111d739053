"""What pupils read is easy to read (rule A28): short sentences, no jargon, Flesch-Kincaid grade 3 in the middle."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import median

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

CATALOGUE = Path(__file__).parents[2] / "translations" / "messages.pot"
#: Words of the paperwork that no pupil page uses.
JARGON = {
    *("send", "sen", "apdr", "ehcp", "ehc", "consent", "assent", "provision", "outcome", "assessment", "statutory"),
    *("review", "reviews"),
}
#: The contexts that mark what is said to pupils.
FOR_PUPILS = {"pupil-S", "pupil-O", "pupil-card", "pupil"}
#: Longer only for the sentence about safety (rule A28).
MOST_WORDS, MOST_WORDS_OF_SAFETY = 12, 15


def on_their_pages(message: Message) -> bool:
    """Whether it stands in a page of pupil mode."""
    return any(path.startswith("voice_app/pages/pupil/") for path, _ in message.locations)


def pupil_sentences() -> list[str]:
    """Every sentence marked for pupils, and every other one that stands on their pages, names filled in."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file)
    read = [m for m in catalogue if m.id and (m.context in FOR_PUPILS or (m.context is None and on_their_pages(m)))]
    # One thing and several are told in two forms.
    forms = [form for m in read for form in ([m.id] if isinstance(m.id, str) else m.id)]
    texts = [re.sub(r"%\(\w+\)s", "Sam", re.sub(r"%\(num\)s|\{n\}", "2", form)) for form in forms]
    return [part for text in texts for part in re.findall(r"[^.?!]+[.?!]?", text) if part.strip()]


def syllables(word: str) -> int:
    """About how many: groups of vowels, without a silent e at the end."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    if not plain:
        return 0
    silent = plain.endswith("e") and not plain.endswith(("le", "ee", "ie"))
    return max(1, len(re.findall(r"[aeiouy]+", plain)) - silent)


def grade(sentence: str) -> float:
    """The Flesch-Kincaid grade of one sentence."""
    words = sentence.split()
    return 0.39 * len(words) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def test_there_are_sentences_to_read() -> None:
    sentences = pupil_sentences()
    assert len(sentences) > 200
    assert {"More", "I’d rather not say", "but not 2 things"} <= set(sentences), "also those without a mark"


def test_no_sentence_is_longer_than_a_pupil_reads_at_once() -> None:
    long = [s for s in pupil_sentences() if len(s.split()) > (MOST_WORDS_OF_SAFETY if "safe" in s else MOST_WORDS)]
    assert long == []


def test_the_middle_sentence_is_of_grade_three_or_less() -> None:
    sentences = [s for s in pupil_sentences() if len(s.split()) >= 3]
    assert median(grade(s) for s in sentences) <= 3


def test_no_whole_question_is_above_grade_four() -> None:
    """Single names of lessons or places cannot be made easier; sentences of five words and more can."""
    hard = {s.strip(): round(grade(s), 1) for s in pupil_sentences() if len(s.split()) >= 5 and grade(s) > 4}
    assert hard == {}


def test_no_jargon_reaches_a_pupil() -> None:
    found = {s for s in pupil_sentences() if JARGON & {re.sub(r"\W", "", w.lower()) for w in s.split()}}
    assert found == set()


def test_questions_are_open_and_even() -> None:
    """Never "Do you like…?" or "Is it bad?": both lean (rule A29)."""
    leading = re.compile(r"\b(do you (like|hate|enjoy)|is it (bad|good)|well done|why)\b", re.IGNORECASE)
    assert [s for s in pupil_sentences() if leading.search(s)] == []
