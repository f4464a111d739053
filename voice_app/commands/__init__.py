"""The command line. Each command imports what it needs when it runs, so that `--help` answers at once."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from .problem import Problem

DEFAULT_PORT = 8000
LAST_PORT = 65535


def main(arguments: Sequence[str] | None = None) -> int:
    """Do one command. Returns the exit code: 0 done, 1 a problem told in a sentence, 2 wrongly typed, 130 Ctrl+C."""
    asked = _parser().parse_args(arguments)
    work: Callable[[argparse.Namespace], int] = asked.work
    try:
        return work(asked)
    except KeyboardInterrupt:
        return 130
    except Exception as problem:
        sentence = _sentence(problem)
        if sentence is None:
            raise
        sys.stderr.write(f"{sentence}\n")
        return 1
    finally:
        gc.enable()


def _sentence(problem: Exception) -> str | None:
    """What to tell the technician; nothing for a fault of ours, which needs its traceback."""
    if isinstance(problem, Problem):
        return str(problem)
    if isinstance(problem, OSError):
        return f"{problem.filename or 'A file'} cannot be used: {problem.strerror or problem}."
    from sqlalchemy.exc import DatabaseError  # slow to import, and only wanted after a failure

    from voice_app.built import NotBuilt
    from voice_app.settings import SettingsProblem

    if isinstance(problem, (SettingsProblem, NotBuilt)):
        return str(problem)
    if isinstance(problem, DatabaseError):
        return f"The database cannot be used: {problem.orig}. Check MYSAY_DATA and MYSAY_DATABASE, then run migrate."
    return None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m voice_app",
        description="My Say: run it for a school. Settings come from the environment: see docs/running.md.",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_lists(commands)
    _add_school(commands)
    _add_staff(commands)
    _add_servers(commands)
    _add_database(commands)
    return parser


Commands = argparse._SubParsersAction  # argparse has no public name for what add_subparsers gives


def _add_lists(commands: Commands[argparse.ArgumentParser]) -> None:
    listed = commands.add_parser("activities", help="list the activities that pupils can do")
    listed.add_argument("--json", action="store_true", help="as JSON, for a program")
    listed.set_defaults(work=_activities)
    pupils = commands.add_parser("pupils", help="look at a list of pupils from the school's own system")
    what = pupils.add_subparsers(title="commands", metavar="COMMAND", required=True)
    bring_in = what.add_parser("import", help="say what bringing in a list of pupils would do")
    bring_in.add_argument("file", type=Path, metavar="FILE", help="an export: CSV, Excel, ODS or a CTF file")
    bring_in.add_argument("--check", action="store_true", help="only say what would happen; nothing is stored")
    bring_in.add_argument("--json", action="store_true", help="as JSON, for a program")
    bring_in.set_defaults(work=_pupils)
    photo = commands.add_parser("photo", help="clean a photo as the app does it")
    done = photo.add_subparsers(title="commands", metavar="COMMAND", required=True)
    clean = done.add_parser("clean", help="upright, smaller, and without place, time and camera")
    clean.add_argument("taken", type=Path, metavar="IN", help="a photo: JPEG, PNG, WebP, HEIC or AVIF")
    clean.add_argument("out", type=Path, metavar="OUT", help="where the JPEG goes; what is there is replaced")
    clean.set_defaults(work=_clean_photo)


def _add_school(commands: Commands[argparse.ArgumentParser]) -> None:
    school = commands.add_parser("school", help="make a school")
    what = school.add_subparsers(title="commands", metavar="COMMAND", required=True)
    new = what.add_parser("new", help="make the school and its first SENDCo")
    new.add_argument("name", metavar="NAME", help="the school's name")
    new.add_argument("--sendco-name", required=True, help='as pupils call them: "Mrs Cole"')
    new.add_argument("--sendco-username", required=True, help="what they type to sign in, such as an e-mail address")
    new.add_argument(
        "--make-password", action="store_true", help="make a first password and print it once, instead of asking"
    )
    new.set_defaults(work=_school)


def _add_staff(commands: Commands[argparse.ArgumentParser]) -> None:
    staff = commands.add_parser("staff", help="help somebody back in")
    what = staff.add_subparsers(title="commands", metavar="COMMAND", required=True)
    reset = what.add_parser("reset-password", help="give a new first password, where no SENDCo can do it on the page")
    reset.add_argument("username", metavar="USERNAME", help="what they type to sign in")
    reset.set_defaults(work=_staff)


def _add_servers(commands: Commands[argparse.ArgumentParser]) -> None:
    server = commands.add_parser("serve", help="serve a school (docs/running.md says how, with HTTPS)")
    server.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this computer only)")
    server.add_argument("--port", type=_port, default=DEFAULT_PORT, help=f"default: {DEFAULT_PORT}")
    server.set_defaults(work=_serve)
    demo = commands.add_parser("demo", help="open the demo school, on this computer only")
    demo.add_argument("--port", type=_port, default=DEFAULT_PORT, help=f"default: {DEFAULT_PORT}")
    demo.add_argument("--reset", action="store_true", help="start over: everything entered in the demo is deleted")
    demo.set_defaults(work=_demo)


def _add_database(commands: Commands[argparse.ArgumentParser]) -> None:
    backup = commands.add_parser("backup", help="copy the school's data into a dated folder, while it is in use")
    backup.add_argument("folder", type=Path, metavar="DIR", help="the copy is made in a new folder in here")
    backup.set_defaults(work=_backup)
    check = commands.add_parser("check", help="work out anew what lists show, and tell what differs")
    check.add_argument("--json", action="store_true", help="as JSON, for a program")
    check.set_defaults(work=_check)
    migrate = commands.add_parser("migrate", help="bring the database to the shape this version needs")
    migrate.set_defaults(work=_migrate)


def _port(typed: str) -> int:
    if typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= LAST_PORT:
        return int(typed)
    raise argparse.ArgumentTypeError(f"write a number from 1 to {LAST_PORT}, not {typed!r}")


def _activities(asked: argparse.Namespace) -> int:
    from .activities import list_activities

    return list_activities(as_json=asked.json)


def _pupils(asked: argparse.Namespace) -> int:
    from .lists import check_pupils

    return check_pupils(asked.file, only_check=asked.check, as_json=asked.json)


def _clean_photo(asked: argparse.Namespace) -> int:
    from .photo import clean

    return clean(asked.taken, asked.out)


def _school(asked: argparse.Namespace) -> int:
    from .new_school import new_school

    return new_school(
        asked.name, sendco=asked.sendco_name, username=asked.sendco_username, make_password=asked.make_password
    )


def _staff(asked: argparse.Namespace) -> int:
    from .resetting import reset_password

    return reset_password(asked.username)


def _serve(asked: argparse.Namespace) -> int:
    _keep_all_that_is_loaded()
    from .serving import serve_school

    return serve_school(asked.host, asked.port)


def _demo(asked: argparse.Namespace) -> int:
    _keep_all_that_is_loaded()
    from .demonstrating import demonstrate

    return demonstrate(asked.port, reset=asked.reset)


def _keep_all_that_is_loaded() -> None:
    """Until the server listens (`serving.run`) look for nothing to throw away: nearly all that is loaded stays."""
    gc.disable()


def _backup(asked: argparse.Namespace) -> int:
    from .backing_up import back_up

    return back_up(asked.folder)


def _check(asked: argparse.Namespace) -> int:
    from .looking_after import check

    return check(as_json=asked.json)


def _migrate(asked: argparse.Namespace) -> int:
    from .looking_after import migrate

    return migrate()
