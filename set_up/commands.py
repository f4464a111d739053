"""The commands: what `make demo`, `make test` and the others do, step by step."""

import argparse
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from set_up import browser, checks, computer, front_end, languages, node, python_packages
from set_up.places import BUILT, BUILT_FONTS, CACHE, ENVIRONMENT, NODE_MODULES, ON_WINDOWS, PROJECT, PYTHON
from set_up.problem import Problem
from set_up.running import complain, say


def run(arguments: Sequence[str]) -> int:
    """Do one command. Returns the exit code: 1 after a problem, which is told in a sentence, not a traceback."""
    asked = _parser().parse_args(arguments)
    work: Callable[[argparse.Namespace], int] = asked.work
    try:
        return work(asked)
    except Problem as problem:
        complain(problem)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make", description="My Say: set up, try out, check.")
    parser.set_defaults(work=show_help)
    commands = parser.add_subparsers(title="commands", metavar="")
    commands.add_parser("help", help="list these commands").set_defaults(work=show_help)
    demo_command = commands.add_parser("demo", help="open the demo school (PORT=8000, RESET=1 to start over)")
    demo_command.add_argument("--port", default="8000")
    demo_command.add_argument("--reset", action="store_true")
    demo_command.set_defaults(work=demo)
    photos_command = commands.add_parser("try-photos", help="what becomes of the photos in DIR, in tried-photos/")
    photos_command.add_argument("folder", metavar="DIR")
    photos_command.set_defaults(work=try_photos)
    for name, work, what in (
        ("setup", setup, "set everything up to serve a school, and stop"),
        ("test", test, "all checks and all tests, those in a browser too"),
        ("check", check, "all checks and the tests without a browser"),
        ("screens", screens, "a picture of every page, in screens/"),
        ("bench", bench, "measure speed and size"),
        ("words", words, "bring the translations up to date with the code"),
        ("clean", clean, "delete what was fetched and built; what a school entered stays"),
    ):
        commands.add_parser(name, help=what).set_defaults(work=work)
    return parser


def show_help(_: argparse.Namespace) -> int:
    _parser().print_help()
    return 0


def setup(_: argparse.Namespace) -> int:
    set_up_to_run()
    say("  Ready to serve. docs/running.md says what comes next.")
    return 0


def set_up_to_run() -> None:
    _set_up(python_packages.install_to_run)


def set_up_to_test() -> None:
    _set_up(python_packages.install_to_test)


def _set_up(install: Callable[[], bool]) -> None:
    with _one_at_a_time():
        done = [
            python_packages.make_environment(),
            install(),
            node.install_packages(),
            front_end.build(),
            languages.compile_catalogues(),
        ]
    if any(done):
        say("  Everything is set up.")


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two commands started at once must not both fill the same folders: the second waits."""
    if ON_WINDOWS:
        yield
        return
    import fcntl

    CACHE.mkdir(exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def demo(asked: argparse.Namespace) -> int:
    port = computer.read_port(asked.port)
    computer.check_port(port)
    set_up_to_run()
    command = [str(PYTHON), "-m", "voice_app", "demo", "--port", str(port), *(["--reset"] if asked.reset else [])]
    return _become(command)


def _become(command: list[str]) -> int:
    """Hand over to the app, so that Ctrl+C and signals reach it and nothing stands in between."""
    os.chdir(PROJECT)
    if ON_WINDOWS:
        return subprocess.call(command)
    os.execv(command[0], command)  # noqa: S606 - nothing comes through a shell: the words are fixed above


def test(_: argparse.Namespace) -> int:
    set_up_to_test()
    browser.set_up()
    checks.run_all()
    return _show([PYTHON, "-m", "pytest", "-n", "auto", "--dist", "worksteal"])


def check(_: argparse.Namespace) -> int:
    set_up_to_test()
    checks.run_all()
    return _show([PYTHON, "-m", "pytest", "-n", "auto", "--dist", "worksteal", "-m", "not browser"])


def screens(_: argparse.Namespace) -> int:
    set_up_to_test()
    browser.set_up()
    return _show([PYTHON, "-m", "tests.browser.screens"])


def try_photos(asked: argparse.Namespace) -> int:
    set_up_to_test()
    return _show([PYTHON, "-m", "tests.media.trying", Path(asked.folder).resolve()])


def bench(_: argparse.Namespace) -> int:
    set_up_to_test()
    browser.set_up()
    return _show([PYTHON, "-m", "bench"])


def words(_: argparse.Namespace) -> int:
    set_up_to_test()
    return _show([PYTHON, "-m", "set_up.words"])


def _show(command: Sequence[str | Path]) -> int:
    # Playwright's own Node wants a library (libatomic) that a small Debian lacks; ours does not.
    env = {**os.environ, "PLAYWRIGHT_NODEJS_PATH": str(node.find().program)}
    return subprocess.call([str(word) for word in command], cwd=PROJECT, env=env)


def clean(_: argparse.Namespace) -> int:
    for folder in (ENVIRONMENT, NODE_MODULES, BUILT, BUILT_FONTS, CACHE):
        shutil.rmtree(folder, ignore_errors=True)
    for compiled in languages.TRANSLATIONS.glob("*/LC_MESSAGES/*.mo"):
        compiled.unlink()
    say("Deleted what was fetched and built. What a school entered (in instance/) is still there.")
    return 0
