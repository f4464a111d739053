"""Many clients at once, in a process of their own: `python -m bench.clients PLAN`, told by `saving.py`.

The plan is JSON: {"port", "clients": [{"headers": {name: value}, "requests": [{"method", "path", "body",
"wanted": status, "holds": text of the reply}]}]}; without a method it is POST. Each client keeps one connection and
sends its requests one after another; all begin together. Prints JSON: {"seconds", "waits": [seconds of each request],
"wrong": [replies that were not as wanted]}.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any


async def play(port: int, client: dict[str, Any], begin: asyncio.Event, waits: list[float], wrong: list[str]) -> None:
    """One client."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = "".join(f"{name}: {value}\r\n" for name, value in client["headers"].items())
    messages = [
        (
            _message(request.get("method", "POST"), request["path"], head, request["body"].encode()),
            request["wanted"],
            request["holds"].encode(),
        )
        for request in client["requests"]
    ]
    await begin.wait()
    for message, wanted, holds in messages:
        began = time.perf_counter()
        writer.write(message)
        status, body = await _reply(reader)
        waits.append(time.perf_counter() - began)
        if status != wanted or holds not in body:
            wrong.append(f"{status} {body[:200]!r}")
    writer.close()


def _message(method: str, path: str, head: str, body: bytes) -> bytes:
    return f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


async def _reply(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).split(b"\r\n")
    length = next((int(line.split(b":")[1]) for line in head if line.lower().startswith(b"content-length:")), 0)
    return int(head[0].split()[1]), await reader.readexactly(length)


async def play_all(plan: dict[str, Any]) -> dict[str, Any]:
    """All clients together."""
    begin, waits, wrong = asyncio.Event(), list[float](), list[str]()
    playing = [asyncio.create_task(play(plan["port"], client, begin, waits, wrong)) for client in plan["clients"]]
    await asyncio.sleep(0.2)
    began = time.perf_counter()
    begin.set()
    await asyncio.gather(*playing)
    return {"seconds": time.perf_counter() - began, "waits": waits, "wrong": wrong}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(play_all(json.loads(Path(sys.argv[1]).read_text())))))
