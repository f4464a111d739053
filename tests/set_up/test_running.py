"""Other programs' failures become one sentence; all they said stays in the log."""

import sys
from pathlib import Path

import pytest

from set_up import running
from set_up.running import Failed, no_network, quietly, went_wrong


@pytest.fixture(autouse=True)
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    log = tmp_path / "set-up.log"
    monkeypatch.setattr(running, "LOG", log)
    return log


@pytest.mark.parametrize(
    "said",
    [
        "NewConnectionError: Failed to establish a new connection: [Errno 111] Connection refused",
        "NameResolutionError: Temporary failure in name resolution",
        "npm error code ECONNREFUSED",
        "npm error request failed, reason: getaddrinfo EAI_AGAIN somewhere",
        "error: error sending request for url",
        "ReadTimeoutError: Read timed out.",
    ],
)
def test_what_pip_uv_and_npm_say_without_a_network_is_understood(said: str) -> None:
    assert Failed(["pip"], said).looks_like_no_network


def test_a_full_disk_is_not_taken_for_a_missing_network() -> None:
    assert not Failed(["pip"], "OSError: [Errno 28] No space left on device").looks_like_no_network


def test_a_failure_keeps_what_the_program_said(log: Path) -> None:
    with pytest.raises(Failed) as failed:
        quietly([sys.executable, "-c", "import sys; print('disk full'); sys.exit(3)"])
    assert failed.value.said == "disk full\n"
    assert "disk full" in log.read_text()


def test_the_sentences_fit_on_a_screen_and_name_the_log() -> None:
    for problem in (no_network("The Python packages"), went_wrong("Installing", Failed(["npm"], "x\n" * 500 + "\n"))):
        assert "\n" not in str(problem)
        assert ".log" in str(problem)
        assert len(str(problem)) < 320
