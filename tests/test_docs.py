"""What comments, tests and docs point at is in the repository: rules, sections, decisions, documents."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
DOCS = PROJECT / "docs"
FOLDERS = ("activities", "bench", "docs", "media", "set_up", "tests", "translations", "voice_app", ".ci")
WRITTEN = {".cfg", ".css", ".html", ".json", ".md", ".mjs", ".py", ".sh", ".toml", ".ts", ".txt", ".yml", ".yaml"}
MADE = {"built", "node_modules", "__pycache__"}

ONE_RULE = r"[AXSLFTUDR]\d+"
#: "rule A47", "rules D1-D7, A21 and A42"; P2 and P3 of the Unicode standard are no rules of ours.
RULES = re.compile(rf"\brules? ({ONE_RULE}(?:(?:[-–]|,? and |,? or |, ){ONE_RULE})*)", re.IGNORECASE)
FROM_TO = re.compile(r"([A-Z])(\d+)(?:[-–]\1(\d+))?")
NUMBERS = r"\d+(?:\.\d+)?"
#: "docs/practice.md, 8.1", "…, 8.8 and 9", "…, 7, point 6", "…, Fairness rules".
PRACTICE = re.compile(
    rf"practice\.md[`)]*, (?:(?P<sections>{NUMBERS}(?:(?:, | and ){NUMBERS})*)(?:, point (?P<point>\d+))?"
    r"|(?P<heading>[A-Z][a-z]+(?: [a-z]+)*))"
)
ARCHITECTURE = re.compile(r"architecture\.md[`)]*, ([A-Z][\w-]*(?: [a-z][\w-]*)*)")
DOCUMENT = re.compile(r"(?<![\w/.…-])(?:[\w.-]+/)*[\w-]+\.md\b")


@cache
def texts() -> dict[Path, str]:
    """Every file that a person wrote → its text, with lines joined so that a reference may run over two."""
    files = [one for one in PROJECT.iterdir() if one.suffix in WRITTEN]
    for folder in FOLDERS:
        files += [one for one in (PROJECT / folder).rglob("*") if one.suffix in WRITTEN and not MADE & {*one.parts}]
    return {one: re.sub(r"\s*\n[\s#:*/]*", " ", one.read_text(encoding="utf-8")) for one in files}


def rules_named(text: str) -> Iterator[str]:
    """The rules that the text names, one by one: "D1-D3" is three."""
    for named in RULES.findall(text):
        for letter, first, last in FROM_TO.findall(named.upper()):
            yield from (f"{letter}{number}" for number in range(int(first), int(last or first) + 1))


def sections_named(text: str) -> Iterator[str]:
    """Sections, headings and points of docs/practice.md that the text names: "8.1", "Fairness rules", "7, point 6"."""
    for found in PRACTICE.finditer(text):
        if found["heading"]:
            yield found["heading"]
            continue
        yield from re.findall(NUMBERS, found["sections"])
        if found["point"]:
            yield f"{found['sections']}, point {found['point']}"


def sections_of(practice: str) -> set[str]:
    """What `sections_named` may name."""
    sections, last = set(), ""
    for line in practice.splitlines():
        if heading := re.match(rf"##+ (?:({NUMBERS})\.? )?(.+)", line):
            last = heading[1] or heading[2]
            sections.add(last)
        elif point := re.match(r"(\d+)\. ", line):
            sections.add(f"{last}, point {point[1]}")
    return sections


def documents_named(text: str) -> set[str]:
    """Documents that the text names, as it names them."""
    return set(DOCUMENT.findall(re.sub(r"https?://\S+", " ", text)))


def is_here(name: str, named_in: Path) -> bool:
    """Whether the document is in the repository: from its root, in docs/, or from the file that names it."""
    return any((folder / name).is_file() for folder in (PROJECT, DOCS, named_in.parent))


def read(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def missing(named: dict[str, list[Path]], there: set[str]) -> list[str]:
    """A line for each thing that is named and not there."""
    return [
        f"{what}, named in {', '.join(sorted({str(file.relative_to(PROJECT)) for file in files}))}"
        for what, files in sorted(named.items())
        if what not in there
    ]


def test_every_rule_that_is_named_has_its_line() -> None:
    lines = re.findall(rf"^\| ({ONE_RULE}) \|", read("rules.md"), re.MULTILINE)
    assert len(lines) == len(set(lines))
    named: dict[str, list[Path]] = {}
    for file, text in texts().items():
        for rule in rules_named(text):
            named.setdefault(rule, []).append(file)
    assert len(named) > 70
    assert missing(named, set(lines)) == []


def test_every_section_of_practice_that_is_named_is_there() -> None:
    named: dict[str, list[Path]] = {}
    for file, text in texts().items():
        for section in sections_named(text):
            named.setdefault(section, []).append(file)
    for section in re.findall(rf"\(({NUMBERS})\)", read("practice.md")):
        named.setdefault(section, []).append(DOCS / "practice.md")
    assert len(named) > 15
    assert missing(named, sections_of(read("practice.md"))) == []


def test_every_decision_that_is_named_is_there() -> None:
    there = set(re.findall(r"^(?:## |- \*\*)(.+?)(?:\*\*.*)?$", read("architecture.md"), re.MULTILINE))
    named: dict[str, list[Path]] = {}
    for file, text in texts().items():
        for decision in ARCHITECTURE.findall(text):
            named.setdefault(decision, []).append(file)
    assert len(named) > 8
    assert missing(named, there) == []


def test_every_document_that_is_named_is_in_the_repository() -> None:
    away = [
        f"{name}, named in {file.relative_to(PROJECT)}"
        for file, text in texts().items()
        for name in sorted(documents_named(text))
        if not is_here(name, file)
    ]
    assert away == []


def test_every_figure_that_is_named_is_on_the_page_of_figures() -> None:
    there = set(re.findall(r"\bP\d+\b", read("performance.md")))
    for folder in ("voice_app", "bench"):
        for file, text in texts().items():
            if file.is_relative_to(PROJECT / folder):
                assert set(re.findall(r"\bP\d+\b", text)) <= there, file


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("kept apart (rule A47)", ["A47"]),
        ("Rule A5, for staff", ["A5"]),
        ("(rules D1-D3, A21 and X7)", ["D1", "D2", "D3", "A21", "X7"]),
        ("UAX 9, rules P2 and P3; size: A4", []),
    ],
)
def test_the_check_sees_rules(text: str, rules: list[str]) -> None:
    assert list(rules_named(text)) == rules


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("(docs/practice.md, 8.8 and 9).", ["8.8", "9"]),
        ("docs/practice.md, 7, point 6)", ["7", "7, point 6"]),
        ("[practice.md](practice.md), 10", ["10"]),
        ("(docs/practice.md, Fairness rules): what follows", ["Fairness rules"]),
    ],
)
def test_the_check_sees_sections(text: str, sections: list[str]) -> None:
    assert list(sections_named(text)) == sections


def test_the_check_sees_documents() -> None:
    away = "far" + ".md"
    assert documents_named(f"see `docs/running.md`, ({away}) and https://pages.example/read.md") == {
        "docs/running.md",
        away,
    }
    assert is_here("docs/running.md", DOCS / "rules.md")
    assert not is_here(away, DOCS / "rules.md")
