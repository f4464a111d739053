"""The floor: the smallest honest program of our stack, to measure ours against.

Flask, Flask-WTF with its form token, SQLAlchemy, one row committed durably to SQLite, a redirect; served as we serve.
`python -m bench.floor PORT FOLDER` runs it. Its page is the most that a server sends before it must wait for a reply.
"""

from __future__ import annotations

import gzip
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from flask import Flask, Response, redirect, render_template_string
from flask.typing import ResponseReturnValue
from flask_wtf import CSRFProtect, FlaskForm
from sqlalchemy import create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from wtforms import StringField
from wtforms.validators import InputRequired

#: Ten packets of a fresh connection (RFC 6928), less their headers and the reply's.
PAGE_BYTES = 14_000
FORM = (
    '<!doctype html><title>Floor</title><form method="post" action="/save">{{ form.hidden_tag() }}'
    "{{ form.words() }}<button>Save</button></form>"
)
STYLE = (
    "body{margin:2rem;font:20px sans-serif}h1{font-size:32px}"
    ".all{display:grid;grid-template-columns:repeat(3,1fr);gap:1rem}button{font:inherit;min-height:8rem}"
    "svg{width:4rem;height:4rem;fill:none;stroke:#234;stroke-width:2}"
)


class Base(DeclarativeBase):
    """The one record of the floor."""


class Saved(Base):
    """A row."""

    __tablename__ = "saved"

    id: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[str]
    at: Mapped[datetime]


class SaveForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """One field, and the token."""

    words = StringField(validators=[InputRequired()])


def create_floor(folder: Path) -> Flask:
    """The program, on a database of its own in this folder."""
    engine = create_engine(
        f"sqlite:///{folder / 'floor.sqlite'}", connect_args={"timeout": 8}, pool_size=16, max_overflow=16
    )

    @event.listens_for(engine, "connect")
    def durable(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")

    Base.metadata.create_all(engine)
    app = Flask(__name__)
    app.config.update(SECRET_KEY="for measuring only", WTF_CSRF_TIME_LIMIT=None)
    CSRFProtect(app)

    @app.get("/")
    def form() -> str:
        return render_template_string(FORM, form=SaveForm())

    @app.post("/save")
    def save() -> ResponseReturnValue:
        sent = SaveForm()
        if not sent.validate_on_submit():
            return "refused", 400
        with Session(engine) as session:
            session.add(Saved(words=sent.words.data, at=datetime.now(UTC)))
            session.commit()
        return redirect("/")

    @app.get("/page")
    def page() -> Response:
        return Response(
            gzip.compress(floor_page(), 6, mtime=0), mimetype="text/html", headers={"Content-Encoding": "gzip"}
        )

    return app


@cache
def floor_page() -> bytes:
    """A document with a heading, a sentence and buttons with pictures, which fills `PAGE_BYTES` when compressed."""
    least, most = 1, 40_000
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (
            (middle, most) if len(gzip.compress(_page(middle), 6, mtime=0)) <= PAGE_BYTES else (least, middle - 1)
        )
    return _page(least)


def _page(points: int) -> bytes:
    random = Random(7)
    drawn = [f"{random.randrange(72)} {random.randrange(72)}" for _ in range(points)]
    share = -(-points // 9)
    buttons = "".join(
        f'<button><svg viewBox="0 0 72 72"><path d="M{" ".join(drawn[n * share : (n + 1) * share]) or "0 0"}"/></svg>'
        f"<br>Button {n + 1}</button>"
        for n in range(9)
    )
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Floor</title><style>{STYLE}</style><h1>How is this at school?</h1><p>Tap the button that fits.</p>"
        f'<div class="all">{buttons}</div></html>'
    ).encode()


def main(port: int, folder: Path) -> None:
    """Serve it until ended."""
    from waitress import serve

    serve(create_floor(folder), host="127.0.0.1", port=port, threads=8, ident=None)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
