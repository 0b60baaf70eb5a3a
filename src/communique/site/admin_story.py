"""What a form about a story or an event says."""

from zoneinfo import ZoneInfo

from communique import times
from communique.editorial import Editors
from communique.errors import UsageError
from communique.lexicon.amendments import FIELDS
from communique.model import Ruling
from communique.site.forms import Form, said
from communique.site.pages import admin as pages
from communique.site.pages import admin_event as event_page


def ruled_event(editors: Editors, act: str, event: str, form: Form, by: str) -> Ruling | None:
    """What an editor decides about an event by a form; None for what nobody can decide."""
    why = said(form, "why")
    match act:
        case "correct":
            given = {name: said(form, name) for name in FIELDS if name in form}
            return editors.correct(event, given, by, why)
        case "remove":
            return editors.remove(event, by, why)
        case "restore":
            return editors.restore(event, by, why)
        case "join":
            return editors.join(event, event_page.id_in(said(form, "other")), by, why)
    return None


def ruled(editors: Editors, zone: ZoneInfo, act: str, story: str, form: Form, by: str) -> Ruling | None:
    """The same about a story; days end in the desk's zone."""
    reports, why = form.get("report", []), said(form, "why")
    match act:
        case "merge":
            others = [pages.id_in(text) for text in (*form.get("story", []), said(form, "other")) if text.strip()]
            return editors.merge([story, *others], by, why)
        case "split":
            return editors.split(story, reports, by, why)
        case "move":
            return editors.move(reports, pages.id_in(said(form, "to")), by, why)[-1]
        case "pin":
            until = said(form, "until").strip()
            try:
                end = times.end_of(until, zone) if until else None
            except (ValueError, OverflowError):
                raise UsageError("{until}: not a time", until=until) from None
            return editors.pin(story, by, why, end)
        case "unpin":
            return editors.unpin(story, by, why)
    return None
