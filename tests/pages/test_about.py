"""The licence of the pictures is kept: their credit stands on a page that anybody can open."""

from __future__ import annotations

from flask import Flask


def test_the_credit_stands_on_a_page_that_the_sign_in_page_leads_to(app: Flask) -> None:
    client = app.test_client()
    assert 'href="/about-pictures"' in client.get("/sign-in").get_data(as_text=True)
    page = client.get("/about-pictures").get_data(as_text=True)
    assert "OpenMoji" in page
    assert "CC BY-SA 4.0" in page
