"""What a page measures: axe's findings, sizes of what can be pressed, sizes of text, what scrolls sideways."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

PROJECT = Path(__file__).resolve().parents[2]

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NOT_IN_THE_FLOOR = ("identical-links-same-purpose", "meta-refresh-no-exceptions")


@cache
def _axe() -> str:
    return (PROJECT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


# Most of a pupil's page are questions that wait unseen. They are put back as they were.
_RUN_AXE = """async ([wanted, onlyShown]) => {
  const unseen = onlyShown ? Array.from(document.body.querySelectorAll('[hidden]')) : [];
  const places = unseen.filter((one) => !one.parentElement.closest('[hidden]')).map((one) => {
    const mark = document.createComment('');
    one.replaceWith(mark);
    return [mark, one];
  });
  try {
    return await axe.run(document, wanted);
  } finally {
    for (const [mark, one] of places) mark.replaceWith(one);
  }
}"""


def axe_findings(page: Page, *, enhanced: bool, only_shown: bool = False) -> list[str]:
    """What axe-core finds wrong, a line each; `enhanced` asks for text of 7:1 too (rule A1).

    `only_shown` leaves aside what waits unseen: far quicker, for a page that was looked through whole before.
    """
    wanted: dict[str, Any] = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
    if enhanced:
        wanted["rules"] = {"color-contrast-enhanced": {"enabled": True}}
        wanted["runOnly"]["values"] = [*WCAG, "wcag2aaa"]
        # Of AAA the floor names contrast; the rest is checked by our own scripts.
        wanted["rules"] |= {
            "identical-links-same-purpose": {"enabled": False},
            "meta-refresh-no-exceptions": {"enabled": False},
        }
    return _run_axe(page, wanted, only_shown=only_shown)


def wrong_languages(page: Page) -> list[str]:
    """What axe-core finds wrong about languages alone, a line each."""
    rules = ["html-has-lang", "html-lang-valid", "html-xml-lang-mismatch", "valid-lang"]
    wanted = {"runOnly": {"type": "rule", "values": rules}, "resultTypes": ["violations"]}
    return _run_axe(page, wanted, only_shown=False)


def _run_axe(page: Page, wanted: dict[str, Any], *, only_shown: bool) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found = page.evaluate(_RUN_AXE, [wanted, only_shown])
    return [
        f"{one['id']}: {node['target'][0]} {node.get('failureSummary', '')[:300]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


# Everything that can be pressed and is seen, with what it is.
_PRESSED = """() => {
  // What stays at the foot of the screen while the page moves under it.
  const stays = (one) => one !== null && (getComputedStyle(one).position === 'sticky' || stays(one.parentElement));
  return Array.from(document.querySelectorAll(
    'button, a[href], summary, textarea, select, input:not([type=hidden], [aria-hidden=true])'))
  // A link in a line of text is as high as its line (WCAG 2.5.8).
  .filter((one) => !(one.matches('p a, li a, span a') && one.parentElement.innerText.trim() !== one.innerText.trim()))
  .filter((one) => !one.disabled && one.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .map((one) => {
    // A box whose whole row is its label is pressed by the label.
    const label = one.matches('input[type=radio], input[type=checkbox]') ? one.closest('label') : null;
    const box = (label || one).getBoundingClientRect();
    const unseen = box.width <= 1 || box.height <= 1;
    return {
      name: (one.getAttribute('aria-label') || (label || one).innerText || one.name || '')
        .trim().replace(/\\s+/g, ' ').slice(0, 50),
      kind: one.matches('.head, .tile, .choices .choice, .half') ? 'choice' : one.matches('.mini') ? 'card'
        : one.matches('main .main-action:not(.pad *), .turn-over') ? 'answer' : 'other',
      bar: one.closest('.bar') !== null || stays(one), unseen,
      left: box.left, top: box.top, width: box.width, height: box.height,
    };
  }).filter((one) => !one.unseen);
}"""

#: Least width and height in CSS pixels on a pupil's page (rule A5).
LEAST = {"choice": 104, "answer": 84, "card": 64, "other": 64}
LEAST_GAP = 16


def pressed_things(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(_PRESSED)
    return found


def too_small(page: Page, least: dict[str, float] | None = None) -> list[str]:
    """What is smaller than a finger of this page's user needs."""
    wanted = least or LEAST
    return [
        f"{one['name']!r} ({one['kind']}) is {one['width']:.0f}x{one['height']:.0f}"
        for one in pressed_things(page)
        if min(one["width"], one["height"]) < wanted[one["kind"]] - 0.5
    ]


def too_close(page: Page, gap: float = LEAST_GAP) -> list[str]:
    """Pairs with less than the gap between them (rule A5)."""
    things = pressed_things(page)
    found = []
    for place, one in enumerate(things):
        for other in things[place + 1 :]:
            # The page moves under the bar, and on a phone under Next and Finish; what lies inside another is one thing
            # with it.
            if one["bar"] != other["bar"] or _inside(one, other) or _inside(other, one):
                continue
            across = max(one["left"], other["left"]) - min(one["left"] + one["width"], other["left"] + other["width"])
            down = max(one["top"], other["top"]) - min(one["top"] + one["height"], other["top"] + other["height"])
            if max(across, down) < gap - 0.75:
                found.append(f"{one['name']!r} and {other['name']!r} are {max(across, down):.0f} apart")
    return found


def _inside(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(
        one["left"] >= other["left"] - 1
        and one["top"] >= other["top"] - 1
        and one["left"] + one["width"] <= other["left"] + other["width"] + 1
        and one["top"] + one["height"] <= other["top"] + other["height"] + 1
    )


_TEXT = """(least) => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode, holder = node.parentElement;
    if (!node.textContent.trim() || holder.closest('script, style, svg, .unseen, .only-heard')) continue;
    if (!holder.checkVisibility({visibilityProperty: true})) continue;
    const size = parseFloat(getComputedStyle(holder).fontSize);
    if (size < least - 0.05) found.push(`${node.textContent.trim().slice(0, 40)}: ${size.toFixed(1)} px`);
  }
  return found;
}"""


def small_text(page: Page, least: float) -> list[str]:
    """Text set smaller than this many CSS pixels (rule A4)."""
    found: list[str] = page.evaluate(_TEXT, least)
    return found


_SIDEWAYS = """() => {
  const wide = document.documentElement.clientWidth, found = [];
  if (document.documentElement.scrollWidth > wide + 1) {
    found.push(`the page is ${document.documentElement.scrollWidth} wide on ${wide}`);
    for (const one of document.body.querySelectorAll('*')) {
      const box = one.getBoundingClientRect();
      if (!one.closest('svg, .unseen') && (box.right > wide + 1 || box.left < -1) && box.width > 1 &&
          one.checkVisibility() &&
          !Array.from(one.children).some((child) => child.getBoundingClientRect().right > wide + 1))
        found.push(`${one.tagName.toLowerCase()}.${one.className}: ${box.left.toFixed(0)} to ${box.right.toFixed(0)}`);
    }
  }
  return found.slice(0, 6);
}"""


def scrolls_sideways(page: Page) -> list[str]:
    """What makes the page wider than the screen (rule A8)."""
    found: list[str] = page.evaluate(_SIDEWAYS)
    return found


_CLIPPED = """() => Array.from(document.querySelectorAll('button, a, h1, h2, p, label, summary, th, td'))
  .filter((one) => one.checkVisibility() && !one.closest('.unseen, .only-heard'))
  .filter((one) => !one.querySelector('.unseen, .only-heard') && one.innerText && one.innerText.trim())
  .filter((one) => {
    const range = document.createRange();
    // The tick of a tile lies over its corner.
    range.selectNodeContents(one.querySelector(':scope:has(> .tick) > [data-say]') || one);
    const text = range.getBoundingClientRect(), box = one.getBoundingClientRect();
    const cut = getComputedStyle(one);
    const hides = cut.overflowX !== 'visible' || cut.overflowY !== 'visible';
    const spills = text.right > box.right + 2 || text.left < box.left - 2 ||
      text.bottom > box.bottom + 3 || text.top < box.top - 3;
    return one.matches('button, a.choice, a.tile, a.half, summary') ? spills : hides && spills;
  })
  .map((one) => one.innerText.trim().replace(/\\s+/g, ' ').slice(0, 50))"""


def clipped(page: Page) -> list[str]:
    """Text that does not fit into what holds it."""
    found: list[str] = page.evaluate(_CLIPPED)
    return found


#: What a reader may set for themselves (WCAG 1.4.12).
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }"""


def space_out_text(page: Page) -> None:
    # Past the page's own rules for styles, as a browser extension would.
    page.evaluate(
        """(rules) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(rules);
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; }""",
        SPACING,
    )


_BAR = """() => Object.fromEntries(['b-back', 'b-skip', 'b-dont-know', 'b-tell', 'b-stop'].map((name) => {
  const one = document.querySelector('.bar .' + name), was = one.hidden;
  one.hidden = false;
  const box = one.getBoundingClientRect();
  one.hidden = was;
  return [name, [box.left, box.top, box.width, box.height].map((size) => Math.round(size))];
}))"""


def bar_boxes(page: Page) -> dict[str, list[int]]:
    """Where the five places of the bar are, those left empty too (rule A46)."""
    found: dict[str, list[int]] = page.evaluate(_BAR)
    return found


def not_for_everyone(page: Page) -> list[str]:
    """Controls that somebody who reads nothing cannot find: without a picture, or not said by Listen (rule A10, A34).

    The digits of the PIN, and signing in, are for the adult.
    """
    found: list[str] = page.evaluate(_NOT_FOR_EVERYONE)
    return found


_NOT_FOR_EVERYONE = """() => {
  const controls = 'main :is(a, button, summary, label.way, label.choice), .bar button';
  return Array.from(document.querySelectorAll(controls))
    .filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.disabled)
    .filter((one) => !one.closest('.pin, .log-in'))
    .flatMap((one) => {
      const says = one.matches('[data-say]') || one.querySelector('[data-say]');
      const missing = [...(one.querySelector('svg, img') ? [] : ['no picture']), ...(says ? [] : ['not said'])];
      return missing.map((what) => `${what}: ${one.textContent.trim().replace(/\\s+/g, ' ')}`);
    });
}"""


_WITHOUT_A_PICTURE = """() => Array.from(document.querySelectorAll('use'))
  .filter((one) => one.parentElement.checkVisibility() && !document.querySelector(one.getAttribute('href')))
  .map((one) => `${one.getAttribute('href')} in ${one.closest('button, a, p, li, label')?.innerText}`)"""


def without_a_picture(page: Page) -> list[str]:
    """Places that are seen and that show a picture which is not on the page."""
    found: list[str] = page.evaluate(_WITHOUT_A_PICTURE)
    return found
