"""Rules every style sheet of ours keeps: one layout for both directions of writing, and text that is easy to read."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STYLES = sorted(
    path
    for folder in ("voice_app", "activities")
    for path in (ROOT / folder).rglob("*.css")
    if "built" not in path.parts and "node_modules" not in path.parts
)
TOKENS_ONLY = re.compile(r"#[0-9a-fA-F]{3,8}\b")

PHYSICAL = re.compile(r"(^|-)(left|right)(-|$)")
#: Properties whose value would name a side of the screen.
SIDED_VALUES = {"text-align", "float", "clear", "justify-content", "justify-items", "justify-self", "text-align-last"}
#: Shorthands of four values that go round by the clock: right and left must not differ.
ROUND = {"margin", "padding", "inset", "border-width", "scroll-margin", "scroll-padding"}
#: Rule A6: what makes text harder to read (BDA style guide, UKAAF clear print).
HARD_TO_READ = {"font-style": {"italic", "oblique"}, "text-transform": {"uppercase"}, "text-align": {"justify"}}


def complaints(css: str) -> Iterator[str]:
    """What breaks a rule, as "property: value"."""
    plain = re.sub(r"/\*.*?\*/", " ", css, flags=re.DOTALL)
    for name, value in re.findall(r"(?:^|[;{])\s*([\w-]+)\s*:\s*([^;{}]+)(?=[;}])", plain):
        words = value.replace("!important", "").split()
        if name.startswith("--"):
            continue
        sides = len(words) == 4 and "(" not in value and words[1] != words[3]
        if (
            PHYSICAL.search(name)
            or (name in SIDED_VALUES and {"left", "right"} & set(words))
            or (name in ROUND and sides)
            or HARD_TO_READ.get(name, set()) & set(words)
            or (name == "font" and "italic" in words)
        ):
            yield f"{name}: {value.strip()}"


def rules(css: str) -> Iterator[str]:
    """Each rule as "@media … { selector { declarations }", whatever its spaces and comments."""
    plain = " ".join(re.sub(r"/\*.*?\*/", " ", css, flags=re.DOTALL).split())
    within: list[str] = []
    for text, end in re.findall(r"([^{}]*)([{}])", plain):
        if end == "{":
            within.append(text.rpartition(";")[2].strip())
        else:
            if text.strip():
                yield " { ".join([*within, text.strip()])
            within.pop()


def said_twice(css: str) -> list[str]:
    """The rules that stand in it more than once."""
    return [rule for rule, times in Counter(rules(css)).items() if times > 1]


@pytest.mark.parametrize("path", STYLES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_style_sheet_says_no_rule_twice(path: Path) -> None:
    assert said_twice(path.read_text()) == []


def test_a_rule_that_is_said_twice_is_seen_and_one_of_another_width_is_not() -> None:
    rule = "a { color: var(--ink); }"
    wide = f"@media (min-width: 9rem) {{ /* there */ {rule} }}"
    assert said_twice(f"{rule} {wide}") == []
    assert said_twice(f"{rule} b {{ margin: 0 }} {rule}") == ["a { color: var(--ink);"]
    assert said_twice(f"{wide} {rule} {wide}") == ["@media (min-width: 9rem) { a { color: var(--ink);"]


@pytest.mark.parametrize("path", STYLES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_style_sheet_names_no_side_of_the_screen_and_keeps_text_readable(path: Path) -> None:
    assert list(complaints(path.read_text())) == []


@pytest.mark.parametrize(
    "bad",
    [
        "a { margin-left: 1px; }",
        "a{color:red;right:0}",
        "a { border-top-left-radius: 2px; }",
        "a { text-align: right !important; }",
        "a { text-align: justify; }",
        "a { float: left; }",
        "a { padding: 1px 2px 3px 4px; }",
        "a { font-style: italic; }",
        "@media print { a { text-transform: uppercase } }",
        "a { font: italic 1rem sans-serif; }",
    ],
)
def test_the_check_sees(bad: str) -> None:
    assert len(list(complaints(bad))) == 1


@pytest.mark.parametrize(
    "good",
    [
        "a { margin-inline-start: 1px; }",
        "a { margin: 1px 2px 3px 2px; }",
        "a { text-align: start; /* not left */ }",
        "a { color: bright; }",
        "a { --left-over: 1px; }",
        "a { inset-inline: 0; transform: none; }",
    ],
)
def test_the_check_lets_pass(good: str) -> None:
    assert list(complaints(good)) == []


@pytest.mark.parametrize(
    "path",
    [path for path in STYLES if not path.name.startswith("tokens")],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_colours_come_from_the_tokens(path: Path) -> None:
    """Paper is black and white whatever the theme, so print rules may say so."""
    screen = re.sub(r"/\*.*?\*/", " ", path.read_text(), flags=re.DOTALL).partition("@media print")[0]
    assert TOKENS_ONLY.findall(screen) == []
