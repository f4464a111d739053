"""A kind's file is followed to the letter, or the app does not start."""

from pathlib import Path

import pytest

from voice_app.review_kinds import BrokenKind, all_kinds
from voice_app.review_kinds.reading import KINDS, read_kind, read_kinds

ANNUAL_REVIEW = (KINDS / "annual-review.toml").read_text(encoding="utf-8")


def broken(old: str, new: str) -> str:
    """What the app says when this is changed in the annual review's file."""
    assert old in ANNUAL_REVIEW
    with pytest.raises(BrokenKind) as wrong:
        read_kind("annual-review.toml", ANNUAL_REVIEW.replace(old, new, 1).encode())
    return str(wrong.value)


def test_both_kinds_are_there() -> None:
    assert list(all_kinds()) == ["annual-review", "apdr-cycle"]


@pytest.mark.parametrize("slug", list(all_kinds()))
def test_every_rule_says_where_it_comes_from(slug: str) -> None:
    kind = all_kinds()[slug]
    sources = [
        kind.source,
        kind.review.source,
        *(step.source for step in kind.steps),
        *(one.source for one in kind.again),
    ]
    assert all(len(source) > 10 for source in sources)


@pytest.mark.parametrize("slug", list(all_kinds()))
def test_a_date_that_no_law_sets_does_not_claim_one(slug: str) -> None:
    for step in all_kinds()[slug].steps:
        if not step.statutory:
            assert not step.source.startswith(("SEND Regulations", "Children and Families Act")), step.key


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('from = "meeting"', 'from = "meetng"', 'step "ask-views" counts from "meetng", which is no step above it'),
        ('from = "meeting"', 'from = "decision"', 'step "ask-views" counts from "decision", which is no step above it'),
        ('not_after = "anchor"', 'not_after = "end"', 'step "decision" counts from "end", which is no step above it'),
        (
            'decided = "decided-on"',
            'decided = "when"',
            '[review] has "when" as "decided", which is no field with the shape',
        ),
        ('decided = "decided-on"', 'decided = "progress"', 'which is no field with the shape "date"'),
        ('key = "circulate"', 'key = "invite"', 'there are two of the step "invite"'),
        ('key = "meeting"', 'key = "anchor"', 'no step can be called "anchor"'),
        ('only_if = "plan-changes"', 'only_if = "change"', 'step "final-plan" is only for "change"'),
        ('years = ["N2", "6"]', 'years = ["Y6"]', '"changes-school" names a year group that does not exist: Y6'),
        ('ask = "ask-views"', 'ask = "ask"', '[review] has "ask" as "ask", which is no step of this kind'),
        ('ask = "ask-views"', 'ask = "final-plan"', "which not every pupil has"),
        ('ask = "ask-views"', 'ask = "plan-dates"', 'so it must count from "meeting" by days or weeks'),
        (
            'key = "ask-views"\n',
            'key = "ask-views"\nnot_after = "anchor"\n',
            'so it must count from "meeting" by days or weeks',
        ),
        ('school_day = "earlier"', 'school_day = "sooner"', "has the school_day 'sooner'; it can be earlier, later"),
        (
            'not_after = "anchor"',
            'not_after = "anchor"\nschool_day = "later"',
            'step "decision" cannot be moved later: it is never to be after "anchor"',
        ),
        ("by %(day)s. Choose", "by %(date)s. Choose", 'needs the date as "%(day)s"'),
        ("after %(day)s leaves", "too late leaves", 'needs the date as "%(day)s"'),
        ("anniversary is %(day)s", "anniversary is near", 'needs the date as "%(day)s"'),
        ("final by %(day)s", "final soon", 'needs the date as "%(day)s"'),
        ("room = { weeks = 12 }", "room = { weeks = -12 }", 'step "new-school-plan" has "room"'),
        ("finished by %(day)s", "finished soon", 'needs the date as "%(day)s"'),
        ("after %(day)s leaves", "at 100% of %(day)s leaves", 'needs the date as "%(day)s"'),
        ('day = "02-15"', 'day = "02-30"', "has the day '02-30'"),
        ('day = "02-15"', 'day = "02-29"', "has the day '02-29'"),
        ('day = "02-15"', 'day = "15 February"', "has the day '15 February'"),
        ("weeks = -4", "weeks = -4, days = 3", '[latest] has both "days" and "weeks"; keep one'),
        ("weeks = -4", 'weeks = "-4"', 'needs a whole number as "weeks"'),
        ("weeks = -4", "weeks = true", 'needs a whole number as "weeks"'),
        ("weeks = -4", "week = -4", "has something nobody reads: week"),
        ("statutory = true", "", 'the file has no "statutory"'),
        ("statutory = true", 'statutory = "yes"', 'needs true or false as "statutory"'),
        ('sen = ["E"]', 'sen = ["E", "S"]', 'its "sen" must be a list of N, K and E'),
        ('sen = ["E"]', "sen = [1]", 'needs a list of texts as "sen"'),
        ('title = "Annual review"', 'title = ""', 'has an empty "title"'),
        ('slug = "annual-review"', 'slug = "Annual review"', "use small letters, figures and hyphens"),
        ('slug = "annual-review"', 'slug = "isp"', "its slug is 'isp', so its name must be isp.toml"),
        ("months = 6\nunder_age = 5", "months = 6", "an [[again]] rule without an age hides the rules below it"),
        ("months = 12", "months = 0", "must come again after 1 month or more"),
        ('shape = "text"', 'shape = "essay"', "has the shape 'essay'; it can be line, text, date, choice"),
        ('shape = "choice"', 'shape = "text"', 'must have choices if its shape is "choice", and none otherwise'),
        ("[anchor]", "[anker]", 'the file has no "anchor"'),
        ('slug = "annual-review"', "slug = annual-review", "it is not a TOML file"),
    ],
)
def test_a_slip_in_a_file_stops_the_app_with_a_sentence(old: str, new: str, said: str) -> None:
    sentence = broken(old, new)
    assert sentence.startswith("The review kind in annual-review.toml cannot be used: ")
    assert said in sentence
    assert sentence.endswith("Correct the file and start again.")


def test_a_file_that_is_not_text_stops_the_app_with_a_sentence() -> None:
    with pytest.raises(BrokenKind, match=r"in isp\.toml cannot be used: it is not a TOML file"):
        read_kind("isp.toml", b"\xff\xfe\x00")


def test_a_new_kind_is_one_new_file(tmp_path: Path) -> None:
    new_law = ANNUAL_REVIEW.replace('slug = "annual-review"', 'slug = "isp-review"')
    (tmp_path / "isp-review.toml").write_text(new_law, encoding="utf-8")
    assert list(read_kinds(tmp_path)) == ["isp-review"]


def test_no_files_at_all_stop_the_app(tmp_path: Path) -> None:
    with pytest.raises(BrokenKind, match="no kind of review"):
        read_kinds(tmp_path)
