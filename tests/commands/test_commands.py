"""The command line: what it prints, its exit codes, and a sentence instead of a traceback for wrong input."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from set_up.places import PROJECT
from tests.conftest import settings_for
from tests.earlier import made_earlier
from voice_app.commands import demo, demonstrating, main
from voice_app.commands.instance import engine_of
from voice_app.model import Pupil, ReviewPoint, Role, School, Staff, TrailEntry
from voice_app.services import passwords

LIST = PROJECT / "tests" / "pupil_lists" / "files"


@dataclass(frozen=True)
class Ran:
    """What a command gave back."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Do a command on an instance of this test's own."""
    monkeypatch.setenv("MYSAY_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("MYSAY_HTTPS", "no")
    monkeypatch.delenv("MYSAY_DATABASE", raising=False)
    monkeypatch.delenv("MYSAY_TRUSTED_PROXY", raising=False)

    def do(*arguments: str) -> Ran:
        capfd.readouterr()
        code = main(arguments)
        out, err = capfd.readouterr()
        return Ran(code, out, err)

    return do


@pytest.fixture
def new_school(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A school made on the command line."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    made = run("school", "new", "Elm School", "--sendco-name", "Mrs Elm", "--sendco-username", "Elm@Elm.test")
    assert made.code == 0, made.err
    return run


def opened(tmp_path: Path) -> Session:
    return Session(create_engine(f"sqlite:///{tmp_path / 'data' / 'mysay.sqlite'}"))


class TestActivities:
    def test_they_are_listed_as_json_without_a_database(self, run: Run, tmp_path: Path) -> None:
        listed = run("activities", "--json")

        found = json.loads(listed.out)
        assert listed.code == 0
        assert {one["slug"] for one in found} >= {"card-sort", "three-wishes"}
        assert all(set(one) == {"slug", "version", "title"} for one in found)
        assert not (tmp_path / "data").exists()

    def test_they_are_listed_for_people(self, run: Run) -> None:
        assert "three-wishes" in run("activities").out


class TestPupilLists:
    def test_a_check_prints_what_would_happen_and_stores_nothing(self, run: Run, tmp_path: Path) -> None:
        checked = run("pupils", "import", str(LIST / "sims-export.csv"), "--check", "--json")

        found = json.loads(checked.out)
        assert checked.code == 0
        assert set(found) == {"pupils", "ask", "skip", "notes"}
        assert set(found["pupils"][0]) == {
            "row", "upn", "surname", "forename", "preferred", "dob", "year", "sen", "needs", "home_language",
        }  # fmt: skip
        assert not (tmp_path / "data").exists()

    def test_the_pupils_whom_the_school_has_are_known(self, new_school: Run, tmp_path: Path) -> None:
        with opened(tmp_path) as session:
            school = session.scalars(select(School)).one()
            session.add(
                Pupil(school_id=school.id, surname="Lee", forename="Jo", dob=date(2015, 3, 12), made_at=school.made_at)
            )
            session.commit()
        (tmp_path / "list.csv").write_text("Surname,Forename,DOB,Leaving date\nLee,Jo,12/03/2015,20/07/2026\n")
        checked = new_school("pupils", "import", str(tmp_path / "list.csv"), "--check", "--json")
        assert json.loads(checked.out)["skip"] == [
            {"row": 2, "why": "Row 2: this pupil has left, and would go to the pupils who have left."}
        ]

    def test_names_come_out_as_utf8_on_a_terminal_that_knows_only_ascii(self) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "voice_app", "pupils", "import", LIST / "arbor-export.csv", "--check", "--json"],
            cwd=PROJECT, capture_output=True, env={**os.environ, "PYTHONIOENCODING": "ascii"}, check=True,
        )  # fmt: skip
        assert "Tomás" in done.stdout.decode("utf-8")

    def test_without_check_it_points_to_the_page(self, run: Run) -> None:
        refused = run("pupils", "import", str(LIST / "sims-export.csv"))
        assert (refused.code, refused.out) == (1, "")
        assert "--check" in refused.err

    @pytest.mark.parametrize("content", [b"", b"PK\x03\x04 a workbook cut short"])
    def test_a_file_that_is_no_list_gives_a_sentence(self, run: Run, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "list.csv").write_bytes(content)
        refused = run("pupils", "import", str(tmp_path / "list.csv"), "--check", "--json")
        assert (refused.code, refused.out) == (1, "")
        assert refused.err.count("\n") == 1

    @pytest.mark.parametrize("name", ["missing.csv", "."])
    def test_a_file_that_cannot_be_read_gives_a_sentence(self, run: Run, tmp_path: Path, name: str) -> None:
        refused = run("pupils", "import", str(tmp_path / name), "--check")
        assert refused.code == 1
        assert "cannot be read" in refused.err


class TestResettingAPassword:
    def test_the_only_sendco_is_let_in_again_and_it_is_in_the_trail(self, new_school: Run, tmp_path: Path) -> None:
        done = new_school("staff", "reset-password", " ELM@elm.test ")

        password = done.out.splitlines()[0].rsplit(" ", 1)[1]
        assert done.code == 0
        with opened(tmp_path) as session:
            sendco = session.scalars(select(Staff)).one()
            assert passwords.fits(password, sendco.password_hash)
            assert sendco.must_change_password
            entry = session.scalars(select(TrailEntry).where(TrailEntry.what == "reset password")).one()
            assert (entry.who, entry.about) == ("command", {"staff": str(sendco.id)})

    def test_nobody_of_that_name_gets_a_sentence(self, new_school: Run) -> None:
        refused = new_school("staff", "reset-password", "oak@elm.test")
        assert (refused.code, refused.out) == (1, "")
        assert "Nobody signs in as oak@elm.test" in refused.err

    def test_a_disabled_log_in_stays_shut(self, new_school: Run, tmp_path: Path) -> None:
        with opened(tmp_path) as session, session.begin():
            session.scalars(select(Staff)).one().disabled_at = datetime.now(UTC)

        assert "is disabled" in new_school("staff", "reset-password", "elm@elm.test").err


class TestNewSchool:
    def test_it_makes_the_school_its_sendco_and_the_practice_pupil(self, new_school: Run, tmp_path: Path) -> None:
        with opened(tmp_path) as session:
            school, sendco = session.scalars(select(School)).one(), session.scalars(select(Staff)).one()
            assert (school.name, school.demo) == ("Elm School", False)
            assert (sendco.name, sendco.username, sendco.role) == ("Mrs Elm", "elm@elm.test", Role.SENDCO)
            assert session.scalars(select(Pupil)).one().practice

    def test_the_made_password_is_printed_once_and_has_to_be_changed(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made = run("school", "new", "Elm School", "--sendco-name", "E", "--sendco-username", "elm", "--make-password")
        password = made.out.split("shown only here: ")[1].splitlines()[0]
        with opened(tmp_path) as session:
            sendco = session.scalars(select(Staff)).one()
            assert passwords.fits(password, sendco.password_hash)
            assert sendco.must_change_password

    def test_a_password_that_is_typed_twice_is_kept(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        typed = iter(["short", "a longer password", "a slip of the hand", "a longer password", "a longer password"])
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("getpass.getpass", lambda _: next(typed))
        made = run("school", "new", "Elm School", "--sendco-name", "E", "--sendco-username", "elm")
        with opened(tmp_path) as session:
            sendco = session.scalars(select(Staff)).one()
            assert passwords.fits("a longer password", sendco.password_hash)
            assert not sendco.must_change_password
        assert "a longer password" not in made.out

    @pytest.mark.parametrize(("name", "username"), [("elm school", "b"), ("Ash School", " ELM@elm.test "), (" ", "b")])
    def test_the_same_school_the_same_log_in_and_no_name_are_refused(
        self, new_school: Run, tmp_path: Path, name: str, username: str
    ) -> None:
        refused = new_school("school", "new", name, "--sendco-name", "B", "--sendco-username", username)
        assert refused.code == 1
        with opened(tmp_path) as session:
            assert len(session.scalars(select(School)).all()) == 1


class TestCheck:
    def test_a_healthy_database_has_no_differences(self, new_school: Run) -> None:
        assert new_school("check").code == 0
        assert json.loads(new_school("check", "--json").out) == []

    def test_a_standing_that_is_wrong_is_told(self, new_school: Run, tmp_path: Path) -> None:
        from tests.make import Make

        with opened(tmp_path) as session:
            make = Make(session)
            point = make.review_point(make.pupil(session.scalars(select(School)).one()), views="in")
            session.commit()
            key = str(point.id)
        told = new_school("check", "--json")
        assert told.code == 1
        assert json.loads(told.out) == [{"review": key, "kept": "in", "worked_out": "missing"}]
        with opened(tmp_path) as session:
            assert session.scalars(select(ReviewPoint.views)).one() == "in"

    @pytest.mark.parametrize("command", ["check", "migrate"])
    def test_tables_of_an_earlier_version_are_told_with_what_to_do(
        self, new_school: Run, tmp_path: Path, command: str
    ) -> None:
        made_earlier(settings_for(tmp_path / "data"))
        told = new_school(command)
        assert told.code == 1
        assert "trail.pupil_id → pupil" in told.err
        assert "school new" in told.err

    def test_without_a_database_it_says_so_and_makes_none(self, run: Run, tmp_path: Path) -> None:
        refused = run("check")
        assert refused.code == 1
        assert "There is no database" in refused.err
        assert not (tmp_path / "data" / "mysay.sqlite").exists()

    def test_a_database_that_is_none_gives_a_sentence(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "data").mkdir()
        (tmp_path / "data" / "mysay.sqlite").write_bytes(b"This is a letter to the parents." * 100)
        refused = run("check")
        assert refused.code == 1
        assert refused.err.startswith("The database cannot be used")


class TestWrongInput:
    @pytest.mark.parametrize("arguments", [[], ["nonsense"], ["serve", "--port", "0"], ["serve", "--port", "http"]])
    def test_what_is_typed_wrongly_ends_with_two(self, run: Run, arguments: list[str]) -> None:
        with pytest.raises(SystemExit) as ended:
            run(*arguments)
        assert ended.value.code == 2

    def test_a_wrong_setting_gives_its_sentence(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("MYSAY_HTTPS", "perhaps")
        refused = run("migrate")
        assert (refused.code, refused.err) == (1, "MYSAY_HTTPS: write yes or no, not 'perhaps'.\n")

    def test_a_data_folder_that_is_a_file_gives_a_sentence(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "data").write_text("not a folder")
        refused = run("migrate")
        assert refused.code == 1
        assert refused.err.startswith("MYSAY_DATA")


class TestServe:
    def test_a_port_that_is_taken_gives_one_sentence(self, run: Run) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            for command in ("serve", "demo"):
                refused = run(command, "--port", str(port))
                assert refused.code == 1
                assert f"Port {port}" in refused.err
                assert refused.err.count("\n") == 1

    @pytest.mark.parametrize("said", ["everybody", "*", "10.0.0.0/8"])
    def test_a_proxy_is_one_address(self, run: Run, monkeypatch: pytest.MonkeyPatch, said: str) -> None:
        monkeypatch.setenv("MYSAY_TRUSTED_PROXY", said)
        refused = run("serve", "--port", "8115")
        assert refused.code == 1
        assert refused.err.startswith("MYSAY_TRUSTED_PROXY")

    @pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
    def test_it_answers_when_it_says_so_and_ends_cleanly(self, tmp_path: Path, end: signal.Signals) -> None:
        port = _free_port()
        server = _start(["serve", "--port", str(port)], {"MYSAY_DATA": str(tmp_path), "MYSAY_HTTPS": "no"})
        try:
            assert server.stdout is not None
            assert f"http://127.0.0.1:{port}/" in server.stdout.readline()
            with socket.create_connection(("127.0.0.1", port), 5) as visitor:
                visitor.sendall(b"GET /sign-in HTTP/1.0\r\nHost: localhost\r\n\r\n")
                assert visitor.recv(100).split()[1] == b"200"
            server.send_signal(end)
            assert server.wait(15) == 0
            assert server.stderr is not None
            assert "Traceback" not in server.stderr.read()
        finally:
            _end(server)


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _heed_interrupts() -> None:
    """Whoever runs the tests in the background has them ignore Ctrl+C; the server under test must not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _start(arguments: list[str], settings: Mapping[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "voice_app", *arguments],
        cwd=PROJECT,
        env={**os.environ, **settings},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_heed_interrupts,
    )


def _end(server: subprocess.Popen[str]) -> None:
    if server.poll() is None:
        server.kill()
    server.wait()
    for stream in (server.stdout, server.stderr):
        if stream is not None:
            stream.close()


class TestDemo:
    def test_a_second_start_keeps_the_school_and_prints_the_same_log_ins(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(demonstrating, "fill", lambda session, now: demo.fill(session, now, pupils=1))
        app, known = demonstrating.prepare(settings_for(tmp_path), reset=False)
        engine_of(app).dispose()
        printed = _printed({"MYSAY_DATA": str(tmp_path)})
        assert _log_ins(printed) == [one["password"] for one in known]
        assert (tmp_path / "demo-log-ins.json").stat().st_mode & 0o777 == 0o600


def _printed(settings: Mapping[str, str]) -> str:
    server = _start(["demo", "--port", str(_free_port())], settings)
    try:
        assert server.stdout is not None
        lines = []
        for line in server.stdout:
            lines.append(line)
            if line.startswith("Ctrl+C"):
                break
        server.send_signal(signal.SIGINT)
        assert server.wait(15) == 0
        return "".join(lines)
    finally:
        _end(server)


def _log_ins(printed: str) -> list[str]:
    return [line.split()[-1] for line in printed.splitlines() if "@demo.invalid" in line]
