"""Two pretend languages show text that escaped the catalogues and layouts that break from right to left."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from . import pupil_pages, staff_pages
from .conftest import PATIENCE, TABLET
from .measuring import scrolls_sideways, wrong_languages
from .pupil_pages import LOOKS, PupilPage
from .seat import WORDS
from .serving import LiveServer, served
from .staff_pages import Full, StaffPage, full_school
from .tablet import Tablet

#: Names and words of people, file names, codes, numbers: what nobody translates.
OWN = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  const lefts = /^[\\s\\d\\p{P}\\p{S}]*$/u;
  let open = 0;
  while (walker.nextNode()) {
    const node = walker.currentNode, holder = node.parentElement;
    if (holder.closest('script, style, svg, bdi, q, textarea, option, .shown-once')) continue;
    const text = node.textContent;
    const inside = open > 0;
    open += (text.match(/\\[/g) || []).length - (text.match(/~\\]/g) || []).length;
    if (inside || lefts.test(text) || !holder.checkVisibility()) continue;
    if (!/\\[[^]*/.test(text)) found.push(text.trim().slice(0, 60));
  }
  return found;
}"""

#: Names in these tests, and what their pupils said: a few sentences show them without mark-up.
NAMES = (
    *(
        "Zara",
        "Ahmed",
        "Miss Begum",
        "Mrs Cole",
        "Mrs Hall",
        "Mr Osei",
        "Ms Supply",
        "Mum",
        "Dad",
        "Harbour View School",
    ),
    *("SENDCo", "My Say", "Tomos Rees", "Aoife O’Brien", "Zofia Nowak", "Wilhelmina-Josephine Featherstonehaugh"),
    *("Oak", "7B", "Practice Pupil"),
    *WORDS.values(),
    "Spring half-term",
    *("a den", "I wish lunch was not so loud"),
)


#: Dates are written by Babel's own rules of each language.
DATE = re.compile(rf"(\d{{1,2}} )?({'|'.join(calendar.month_name[1:])})( \d{{4}})?")
#: The letter that stands where no portrait does.
ONE_LETTER = 1


@pytest.fixture(scope="module", params=["accents", "mirror"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def speaking(
    browser: Browser, language: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[LiveServer, Tablet]]:
    """A server that speaks a pretend language, and a tablet on it."""
    with served(tmp_path_factory.mktemp("language"), {"MYSAY_PSEUDO": language}) as server:
        context = browser.new_context(viewport=TABLET, has_touch=True, locale="en-GB")
        context.set_default_timeout(PATIENCE)
        yield server, Tablet(context, context.new_page(), server.address)
        context.close()


def _wrong(page: Page, language: str) -> list[str]:
    found = [one for one in page.evaluate(OWN) if not _is_own(one)]
    if language == "mirror":
        assert page.locator("html").get_attribute("dir") == "rtl"
        for width, height in ((1180, 820), (390, 844)):
            page.set_viewport_size({"width": width, "height": height})
            found += scrolls_sideways(page)
        page.set_viewport_size({"width": TABLET["width"], "height": TABLET["height"]})
        found += wrong_languages(page)
    return found


def _is_own(text: str) -> bool:
    left = DATE.sub("", text)
    for name in NAMES:
        left = left.replace(name, "")
    return sum(letter.isalpha() for letter in left) <= ONE_LETTER


PUPIL_PAGES = [page for page in pupil_pages.PAGES if page.name not in {"wish-third", "cards-own-sort"}]


@pytest.mark.parametrize("page", PUPIL_PAGES, ids=[page.name for page in PUPIL_PAGES])
def test_no_text_of_a_pupils_page_escapes_the_catalogue(
    page: PupilPage, language: str, speaking: tuple[LiveServer, Tablet]
) -> None:
    server, tablet = speaking
    with server.records() as make:
        page.open(make, tablet, LOOKS["paper"])
        assert _wrong(tablet.page, language) == []


@pytest.fixture(scope="module")
def filled(speaking: tuple[LiveServer, Tablet]) -> Iterator[Full]:
    server, tablet = speaking
    with server.records() as make:
        yield full_school(make, tablet)


@pytest.mark.parametrize("page", staff_pages.PAGES, ids=[page.name for page in staff_pages.PAGES])
def test_no_text_of_a_staff_page_escapes_the_catalogue(
    page: StaffPage, language: str, speaking: tuple[LiveServer, Tablet], filled: Full
) -> None:
    page.open(filled, speaking[1])
    assert _wrong(speaking[1].page, language) == []
