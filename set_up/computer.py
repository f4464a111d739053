"""What must be so before the long work starts: Python's venv, and a free port."""

import importlib.util
import socket

from set_up.places import ON_WINDOWS
from set_up.problem import Problem


def check_venv() -> None:
    """Debian and Ubuntu ship Python without the part that makes environments."""
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        raise Problem(
            "This Python cannot make an environment: its venv part is missing. "
            "On Debian or Ubuntu, install it with: sudo apt install python3-venv"
        )


def read_port(text: str) -> int:
    """The port somebody asked for. Raises Problem for anything but 1 to 65535."""
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 65535:
        return int(text)
    raise Problem(f"PORT must be a number from 1 to 65535, such as PORT=8001. It was “{text}”.")


def check_port(port: int) -> None:
    """Raises Problem when nothing could be served on this computer at that port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if not ON_WINDOWS:  # there it would allow two servers on one port; elsewhere it only skips the waiting time
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise Problem(
                f"Port {port} is kept for the system: choose one above 1023, such as: make demo PORT=8001"
            ) from None
        except OSError:
            other = port + 1 if port < 65535 else port - 1
            raise Problem(
                f"Port {port} is taken by another program: stop that one, or choose another port: "
                f"make demo PORT={other}"
            ) from None
