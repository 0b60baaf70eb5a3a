"""The most viewed briefs of the past day, week and month."""

from datetime import datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from communique.model import Brief
from communique.site.frame import Frame
from communique.site.language import _, counted

WINDOWS = (1, 7, 30)
LISTED = 30


def viewed(frame: Frame, request: Request) -> Response:
    """`/most-viewed`: `days` are 1, 7 or 30."""
    return frame.page(request, "viewed.html", viewed=block(frame, request, LISTED))


def block(frame: Frame, request: Request, limit: int) -> dict[str, Any]:
    """What a list of the most viewed shows: the windows with the one asked for, what is in it, and why nothing is."""
    asked = request.query_params.get("days", "")
    days = next((days for days in WINDOWS if str(days) == asked), 1)
    found = most_viewed(frame, days, limit)
    why = ""
    if not found:
        read = any(most_viewed(frame, more, 1) for more in WINDOWS if more > days)
        why = _("No brief is published yet, so none has been opened.")
        if frame.store.latest(limit=1):
            why = _("Nobody has opened a brief in the past {period}.", period=windows()[days])
            why = _("{why} The longer windows have some.", why=why) if read else why
    return {"days": days, "windows": windows(), "found": found, "why": why}


def windows() -> dict[int, str]:
    """The windows in words."""
    return {days: counted(days, "day") if days > 1 else counted(24, "hour") for days in WINDOWS}


def start(frame: Frame, days: int) -> datetime:
    """Where a window that ends now begins: views count in the minutes after this one."""
    return (frame.now() - timedelta(hours=24 * days)).replace(second=0, microsecond=0)


def most_viewed(frame: Frame, days: int, limit: int) -> list[tuple[Brief, int]]:
    """The briefs most readers opened in the past `days` times 24 hours; a merged story's views are those of the story
    it became."""
    archive = frame.archive()
    found = frame.store.most_viewed(start(frame, days), limit * 2)
    return [(brief, views) for story, views in found if (brief := archive.brief(story)) is not None][:limit]
