"""The checks before the tests: the first that fails is named, with what it found."""

import sys
from pathlib import Path

import pytest

from set_up import checks, running
from set_up.problem import Problem


@pytest.fixture(autouse=True)
def own_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "LOG", tmp_path / "set-up.log")


def test_the_first_check_that_fails_ends_the_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    later = tmp_path / "later"
    commands: dict[str, list[str | Path]] = {
        "Spelling": [sys.executable, "-c", "pass"],
        "Grammar": [sys.executable, "-c", "print('line 3: no verb'); raise SystemExit(1)"],
        "Style": [sys.executable, "-c", f"open({str(later)!r}, 'w')"],
    }

    def three_checks() -> dict[str, list[str | Path]]:
        return commands

    monkeypatch.setattr(checks, "all_checks", three_checks)
    with pytest.raises(Problem, match="This check failed: Grammar"):
        checks.run_all()
    assert "line 3: no verb" in capsys.readouterr().out
    assert not later.exists()


def test_a_room_that_knows_the_app_fails_the_check_of_imports(tmp_path: Path) -> None:
    """The check is started through Python; it must still end with an error when a wall is broken."""
    (tmp_path / "pyproject.toml").write_text(
        '[tool.importlinter]\nroot_packages = ["room", "app"]\n'
        '[[tool.importlinter.contracts]]\nname = "wall"\ntype = "forbidden"\n'
        'source_modules = ["room"]\nforbidden_modules = ["app"]\n'
    )
    for package, text in (("room", "import app\n"), ("app", "")):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text(text)
    with pytest.raises(running.Failed, match="python") as failed:
        running.quietly([sys.executable, "-c", checks.IMPORT_LINTER], cwd=tmp_path)
    assert "room is not allowed to import app" in failed.value.said
