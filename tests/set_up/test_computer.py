"""What set-up says, before the long work starts, when this computer is not ready."""

import importlib.util
import os
import socket
import sys
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

import make
from set_up import commands
from set_up.computer import check_port, check_venv, read_port
from set_up.problem import Problem


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        port: int = server.getsockname()[1]
        yield port


def test_an_old_python_is_told_in_one_sentence_what_is_needed() -> None:
    assert make.too_old((3, 9), []) == ("My Say needs Python 3.11 or newer. This is 3.9. Install a newer Python.")


def test_an_old_python_names_the_newer_one_beside_it() -> None:
    said = make.too_old((3, 9), ["python3.12"])
    assert said.endswith("Use the one that is here: make demo PYTHON=python3.12.")


def test_what_make_starts_may_keep_what_python_made_of_our_files(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[bool, bool]] = []

    def listen(_: Sequence[str]) -> int:
        heard.append((sys.dont_write_bytecode, "PYTHONDONTWRITEBYTECODE" in os.environ))
        return 0

    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setattr(commands, "run", listen)
    assert make.main() == 0
    assert heard == [(False, False)]


def test_a_taken_port_is_named_with_another_to_try(taken_port: int) -> None:
    with pytest.raises(Problem, match=rf"Port {taken_port} is taken by another program.*PORT=\d+"):
        check_port(taken_port)


def test_a_free_port_is_accepted() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free: int = probe.getsockname()[1]
    check_port(free)


def test_a_python_without_venv_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def find_none(name: str) -> None:
        return None

    monkeypatch.setattr(importlib.util, "find_spec", find_none)
    with pytest.raises(Problem, match="sudo apt install python3-venv"):
        check_venv()


@given(st.integers(1, 65535))
def test_every_port_that_exists_is_understood(port: int) -> None:
    assert read_port(str(port)) == port


@pytest.mark.parametrize("text", ["", "0", "65536", "-1", "8000a", "80 00", "٨٠٠٠", "8000.0"])
def test_a_port_that_cannot_be_is_refused_with_the_text_that_was_given(text: str) -> None:
    with pytest.raises(Problem) as refused:
        read_port(text)
    assert f"“{text}”" in str(refused.value)
    assert "PORT=8001" in str(refused.value)
