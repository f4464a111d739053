"""The colours keep their promise: contrast is worked out from the tokens (WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11)."""

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STYLES = ROOT / "voice_app" / "frontend" / "styles"
TOKENS = [STYLES / "tokens.css", STYLES / "tokens-staff.css"]

PUPIL_THEMES = ("theme-paper", "theme-contrast", "theme-older")
TINTS = ("good", "between", "hard", "tell", "sky", "leaf", "neutral")

#: (text, ground) on pupil and family pages, in every theme.
PUPIL_TEXT = [
    *[(text, ground) for text in ("ink", "soft") for ground in ("page", "card")],
    ("on-main", "main"),
    ("on-main", "main-pressed"),
    ("on-now", "now"),
    *[(f"{tint}-deep", tint) for tint in TINTS],
    *[(f"{tint}-deep", "card") for tint in ("good", "between", "hard", "tell")],
]
STAFF_TEXT = [
    *[pair for pair in PUPIL_TEXT if pair[0] != "on-main" or pair[1] != "main-pressed"],
    *[(text, ground) for text in ("ink", "soft") for ground in ("band", "main-tint", "between", "good", "tell")],
    *[("main", ground) for ground in ("page", "card", "band", "main-tint")],
    ("main-pressed", "main-tint"),
    ("on-main", "main-pressed"),
    ("tell-deep", "page"),
    ("card", "ink"),
    ("rail-ink", "rail"),
    ("rail-link", "rail"),
    ("rail-link", "rail-over"),
    ("on-danger", "danger"),
    ("on-danger", "danger-pressed"),
]
#: Borders, icons and marks on what they touch. The yellow of the focus ring is not here: the ink ring carries it.
MARKS = [(mark, ground) for mark in ("ctl", "ink", "main", "focus-ring") for ground in ("page", "card")]
STAFF_MARKS = [*MARKS, ("ctl", "neutral"), ("rail-ink", "rail"), ("focus-glow", "rail"), ("danger", "card")]


@cache
def themes() -> dict[str, dict[str, str]]:
    """Token values by theme class, as the files set them outside media queries, and inside as "more theme-…"."""
    found: dict[str, dict[str, str]] = {}
    for file in TOKENS:
        css = re.sub(r"/\*.*?\*/", "", file.read_text(), flags=re.DOTALL)
        plain, _, more = css.partition("@media (prefers-contrast: more)")
        for name, values in _blocks(plain).items():
            found.setdefault(name, {}).update(values)
        for name, changed in _blocks(more.removeprefix(" {")).items():
            found[f"more {name}"] = found[name] | changed
    return found


def _blocks(css: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
        values = dict(re.findall(r"--([\w-]+):\s*([^;]+);", body))
        for selector in selectors.split(","):
            found.setdefault(selector.strip().removeprefix(".").removeprefix("}").strip(" .\n"), {}).update(values)
    return found


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb", by the formula of WCAG 2.2."""
    assert re.fullmatch(r"#[0-9a-f]{6}", colour), f"{colour} should be written as six hex digits"
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def too_weak(theme: str, pairs: list[tuple[str, str]], least: float) -> list[str]:
    values = themes()[theme]
    found = [(text, ground, contrast(values[text], values[ground])) for text, ground in pairs]
    return [f"{text} on {ground}: {ratio:.2f}" for text, ground, ratio in found if ratio < least]


def test_the_formula_gives_the_known_values() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", [*PUPIL_THEMES, "more theme-paper", "more theme-older"])
def test_pupil_and_family_text_has_seven_to_one_on_its_ground(theme: str) -> None:
    assert too_weak(theme, PUPIL_TEXT, 7) == []


@pytest.mark.parametrize("theme", [*PUPIL_THEMES, "more theme-paper", "more theme-older"])
def test_pupil_controls_have_three_to_one_against_what_they_touch(theme: str) -> None:
    assert too_weak(theme, MARKS, 3) == []


@pytest.mark.parametrize("theme", ["theme-staff", "more theme-staff"])
def test_staff_text_has_four_and_a_half_to_one_on_its_ground(theme: str) -> None:
    assert too_weak(theme, STAFF_TEXT, 4.5) == []


@pytest.mark.parametrize("theme", ["theme-staff", "more theme-staff"])
def test_staff_controls_have_three_to_one_against_what_they_touch(theme: str) -> None:
    assert too_weak(theme, STAFF_MARKS, 3) == []


def test_every_theme_sets_every_colour_of_the_default() -> None:
    wanted = themes()["theme-paper"].keys()
    missing = {theme: wanted - themes()[theme].keys() for theme in (*PUPIL_THEMES, "theme-staff")}
    assert {theme: names for theme, names in missing.items() if names} == {}
