"""Rules that hold for every address of the app, also for those born later (rules X1–X4, X8, S4, T6)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import partial
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.pages.every_route import (
    LIST,
    RECORDS,
    WORDS,
    World,
    address,
    audiences,
    build,
    listed,
    methods,
    names_records,
    of_nobody,
    pages,
)
from voice_app.pages.access import Audience

#: Who is in the house, and may open something.
INSIDERS = ["sendco", "staff", "administrator", "helper", "pupil", "close"]
#: Who has no business with the records of `ours`.
INTRUDERS = [
    "sendco of another school",
    "administrator of another school",
    "staff without this pupil",
    "administrator",
    "helper of another pupil",
    "pupil mode of another pupil",
    "close page of another pupil",
    "nobody",
]
#: What each who works at the school opens, as `audiences_of` says.
OPENS: dict[str, set[Audience]] = {
    "sendco": {Audience.SIGNED_IN, Audience.STAFF, Audience.ADULT, Audience.SENDCO, Audience.MANAGER},
    "staff": {Audience.SIGNED_IN, Audience.STAFF, Audience.ADULT},
    "administrator": {Audience.SIGNED_IN, Audience.MANAGER},
    "helper": {Audience.ADULT},
    "close": {Audience.CLOSE},
}
#: Where a link of a page leads within the school's own pages, without the place on the page.
LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)')
FORM = re.compile(r"<form\b[^>]*>")


@pytest.fixture
def world(app: Flask, session: Session) -> World:
    return build(app, session)


def nothing(found: Iterator[str]) -> None:
    """Fail with everything that was found, one a line."""
    lines = list(found)
    assert not lines, "\n" + "\n".join(lines)


def test_every_page_says_who_may_open_it(app: Flask) -> None:
    nothing(f"{rule.endpoint} has no @opens_for" for rule in pages(app) if not audiences(app, rule))


def test_the_list_of_addresses_is_up_to_date(app: Flask) -> None:
    """A reviewer sees in the list what opens for whom; a new address, or another audience, is a line of the change."""
    kept, now = LIST.read_text(encoding="utf-8").splitlines(), listed(app).splitlines()
    changed = [f"- {line}" for line in kept if line not in now] + [f"+ {line}" for line in now if line not in kept]

    assert not changed, "\n".join(
        ["", *changed, "Is each right? Then run: .venv/bin/python -m tests.pages.every_route"]
    )


def test_every_part_of_an_address_can_be_filled_by_these_tests(app: Flask) -> None:
    known = RECORDS.keys() | WORDS.keys()

    nothing(
        f"{rule.rule}: tell tests/pages/every_route.py what <{name}> stands for"
        for rule in pages(app)
        for name in rule.arguments
        if name not in known
    )


@pytest.mark.parametrize("who", INTRUDERS)
def test_a_record_of_others_and_a_missing_one_are_answered_alike(world: World, who: str) -> None:
    client = world.client(who)
    kept = world.stored()

    def look() -> Iterator[str]:
        for rule in pages(world.app):
            if not names_records(rule) or _is_theirs_to_manage(world, rule, who):
                continue
            for method in ("GET", "HEAD", "POST"):
                there = world.ask(client, method, world.ours.filled(rule))
                missing = world.ask(client, method, of_nobody(rule))
                if not _turned_away(there, who, method):
                    yield f"{method} {rule.rule} answers {there.status_code}"
                if _told(there) != _told(missing):
                    yield f"{method} {rule.rule} answers {there.status_code}, {missing.status_code} where nothing is"

    nothing(look())
    assert world.stored() == kept


def _is_theirs_to_manage(world: World, rule: Rule, who: str) -> bool:
    """An administrator manages log-ins and lists of her own school; that they show no views is tested by themselves."""
    return who == "administrator" and Audience.MANAGER in audiences(world.app, rule)


def _turned_away(reply: TestResponse, who: str, method: str) -> bool:
    if who == "nobody" and method != "POST":
        return reply.status_code in {302, 404, 405} and reply.headers.get("Location", "/sign-in") == "/sign-in"
    return reply.status_code in {404, 405}


def _told(reply: TestResponse) -> tuple[int, str, str]:
    """What a reply tells, without what differs in every reply."""
    body = re.sub(r'(nonce|value|content)="[^"]*"', r'\1=""', reply.get_data(as_text=True))
    return reply.status_code, reply.headers.get("Location", ""), body


@pytest.mark.parametrize("who", ["sendco", "staff"])
def test_a_record_of_another_pupil_is_not_found_under_this_pupil(world: World, who: str) -> None:
    """In /pupils/A/pass/B the pass must be one of that pupil's."""
    client = world.client(who)

    def look() -> Iterator[str]:
        for rule in pages(world.app):
            named = names_records(rule)
            if len(named) < 2:
                continue
            first = min(named, key=rule.rule.index)
            mixed = address(rule, partial(_pick, world, first=first))
            for method in methods(rule):
                reply = world.ask(client, method, mixed)
                if reply.status_code != 404:
                    yield f"{method} {rule.rule} answers {reply.status_code} for a record of another pupil"

    nothing(look())


def _pick(world: World, name: str, first: str) -> UUID:
    return (world.ours if name == first else world.beside).by_name[RECORDS[name]]


@pytest.mark.parametrize("who", [*INSIDERS, "nobody"])
def test_get_changes_nothing(world: World, who: str) -> None:
    client = world.client(who)

    def look() -> Iterator[str]:
        for rule in pages(world.app):
            if "GET" not in methods(rule):
                continue
            for method in ("GET", "HEAD"):
                before = world.stored()
                reply = world.ask(client, method, world.ours.filled(rule))
                if reply.status_code >= 500:
                    yield f"{method} {rule.rule} answers {reply.status_code} ({world.broke})"
                changed = [name for name, rows in world.stored().items() if rows != before[name]]
                if changed:
                    yield f"{method} {rule.rule} changes {', '.join(changed)}"

    nothing(look())


@pytest.mark.parametrize("who", [*INSIDERS, "nobody"])
def test_every_reply_carries_the_safe_headers(world: World, who: str) -> None:
    client = world.client(who)
    asked = [(rule, method) for rule in pages(world.app) for method in methods(rule) if method == "GET"]

    def look() -> Iterator[str]:
        for rule, method in asked:
            for where in (world.ours.filled(rule), of_nobody(rule)):
                reply = world.ask(client, method, where)
                if world.broke:
                    yield f"{method} {rule.rule} breaks: {world.broke}"
                    continue
                for wrong in _wrong_headers(reply, audiences(world.app, rule)):
                    yield f"{method} {rule.rule}: {wrong}"
        for wrong in _wrong_headers(client.get("/no/such/page"), frozenset()):
            yield f"a page that is not there: {wrong}"

    nothing(look())


def _wrong_headers(reply: TestResponse, opens: frozenset[Audience]) -> Iterator[str]:
    headers = reply.headers
    for_all = Audience.ANYONE in opens and "immutable" in headers.get("Cache-Control", "")
    if not for_all and "no-store" not in headers.get("Cache-Control", ""):
        yield "may be stored by the browser"
    policy = headers.get("Content-Security-Policy", "")
    if "unsafe" in policy or "default-src 'none'" not in policy or "frame-ancestors 'none'" not in policy:
        yield f"its Content-Security-Policy is {policy!r}"
    if "//" in policy or "*" in policy:
        yield "asks another host"
    if headers.get("X-Content-Type-Options") != "nosniff":
        yield "has no nosniff"
    if headers.get("Referrer-Policy") not in {"same-origin", "no-referrer"}:
        yield "tells other hosts where somebody came from"
    for cookie in headers.getlist("Set-Cookie"):
        if "HttpOnly" not in cookie or "SameSite=Lax" not in cookie:
            yield f"sets a loose cookie: {cookie.split('=')[0]}"


@pytest.mark.parametrize("who", [*INSIDERS, "nobody"])
def test_nothing_is_changed_without_a_form_token(world: World, who: str) -> None:
    """A page of another site can make a browser send a form; it cannot know the token."""
    world.app.config["WTF_CSRF_ENABLED"] = True
    client = world.client(who)
    before = world.stored()

    def look() -> Iterator[str]:
        for rule in pages(world.app):
            if "POST" not in methods(rule):
                continue
            where = world.ours.filled(rule)
            for sent in ({"data": {"x": "y"}}, {"json": {"x": "y"}}):
                reply = world.ask(client, "POST", where, **sent)
                if reply.status_code not in {400, 404}:
                    yield f"POST {rule.rule} answers {reply.status_code} without a form token ({next(iter(sent))})"

    nothing(look())
    assert world.stored() == before


def test_access_is_checked_before_the_form_token(world: World) -> None:
    """Otherwise a 400 here and a 404 there would tell which pupils there are."""
    world.app.config["WTF_CSRF_ENABLED"] = True
    client = world.client("pupil")
    closed = [rule for rule in pages(world.app) if not audiences(world.app, rule) & {Audience.ANYONE, Audience.PUPIL}]

    nothing(
        f"POST {rule.rule} answers {reply.status_code} in pupil mode"
        for rule in closed
        if (reply := world.ask(client, "POST", world.ours.filled(rule))).status_code not in {404, 405}
    )


@pytest.mark.parametrize(
    ("who", "opens"),
    [
        ("pupil", {Audience.ANYONE, Audience.PUPIL}),
        ("close", {Audience.ANYONE, Audience.CLOSE}),
        ("helper", {Audience.ANYONE, Audience.ADULT}),
        ("administrator", {Audience.ANYONE, Audience.SIGNED_IN, Audience.MANAGER}),
        ("nobody", {Audience.ANYONE}),
    ],
)
def test_a_session_opens_its_own_pages_and_nothing_else(world: World, who: str, opens: set[Audience]) -> None:
    client = world.client(who)

    nothing(
        f"GET {rule.rule} opens for {who}"
        for rule in pages(world.app)
        if not audiences(world.app, rule) & opens
        and world.ask(client, "GET", world.ours.filled(rule)).status_code == 200
    )


@pytest.mark.parametrize("who", list(OPENS))
def test_nobody_is_offered_what_ends_in_a_refusal(world: World, who: str) -> None:
    """Every link of every page that is come to from the first one opens, and every form goes to a page of theirs."""
    client, urls = world.client(who), world.app.url_map.bind("localhost")
    to_do, seen = ["/"], set[str]()

    def refused() -> Iterator[str]:
        while to_do:
            where = to_do.pop()
            if where in seen:
                continue
            seen.add(where)
            reply = world.ask(client, "GET", where)
            if reply.status_code == 302:
                to_do.append(reply.headers["Location"].partition("#")[0])
            elif reply.status_code != 200:
                yield f"{where}: {reply.status_code} {world.broke}"
            elif reply.mimetype == "text/html":
                to_do.extend(html.unescape(link) for link in LINK.findall(reply.text))
                for form in FORM.findall(reply.text):
                    action = re.search(r'action="([^"]*)"', form)
                    endpoint, _ = urls.match(
                        (html.unescape(action[1]) if action else where).partition("?")[0],
                        "POST" if 'method="post"' in form else "GET",
                    )
                    theirs: frozenset[Audience] = getattr(world.app.view_functions[endpoint], "audiences", frozenset())
                    if not theirs & (OPENS[who] | {Audience.ANYONE}):
                        yield f"{where}: a form for {endpoint}"

    nothing(refused())
    assert len(seen) > 1
