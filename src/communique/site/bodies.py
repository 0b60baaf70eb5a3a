"""What is sent to the site, taken in whole, within bounds of size and time."""

import asyncio
from typing import NamedTuple

from starlette.requests import ClientDisconnect, Request


class NotTaken(NamedTuple):
    """Why a body was not taken in: the status to answer with, and the reason in a sentence."""

    status: int
    why: str


async def taken(request: Request, what: str, largest: int, longest: float) -> bytes | NotTaken:
    """The body of a request, called `what` in refusals, of so many bytes at most, come in within so many seconds."""
    try:
        async with asyncio.timeout(longest):
            sent = await _whole(request, largest)
    except TimeoutError:
        return NotTaken(408, f"The {what} did not come in time.")
    except ClientDisconnect:
        return NotTaken(400, f"The {what} did not come whole.")
    return NotTaken(413, f"Larger than {largest} bytes.") if sent is None else sent


async def _whole(request: Request, largest: int) -> bytes | None:
    """The whole body; None where it is larger than may be, known before it has come in where its length is said."""
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said) > largest:
        return None
    sent = bytearray()
    async for chunk in request.stream():
        sent += chunk
        if len(sent) > largest:
            return None
    return bytes(sent)
