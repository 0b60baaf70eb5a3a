"""What the desk answers to a language model: the same facts as the pages, each with its citations.

What stands in a report is somebody else's text, and may be written to be obeyed. So headlines and sentences of reports
are always between `<quoted>` and `</quoted>`, in which no such mark can stand. Of one report an answer quotes no more
words than its source allows.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from communique import ties
from communique.model import Brief, Citation, Event, Report, Sentence
from communique.ports import Store
from communique.site import decided, moments, notices, words
from communique.site.archive import Archive, Quoted
from communique.site.linked import pruned
from communique.site.searched import public

MOST_EVENTS = 40
PASSAGES = 3  # sentences for one event
WITHHELD = "Its publisher lets us print no more words of it here; the address leads to it."


def quoted(text: str | None) -> str | None:
    """Words of a report, marked as such."""
    if not text:
        return None
    plain = text.replace("\x02", "").replace("\x03", "").replace("<", "‹").replace(">", "›")
    return f"<quoted>{' '.join(plain.split())}</quoted>"


class Answering:
    """One answer: the citations in it, and how many words of each report it has quoted."""

    def __init__(self, store: Store, base: str) -> None:
        self.archive, self.store, self.base = Archive(store), store, base
        self._left: dict[str, int | None] = {}

    def citation(self, cited: Citation) -> dict[str, Any]:
        """A citation: report, publisher, day, address of the publisher's and of ours, and the sentence."""
        return self.told(self.archive.quoted(cited))

    def told(self, found: Quoted) -> dict[str, Any]:
        """A sentence in its report, its words while the report allows any."""
        fits = bool(found.words) and self._takes(found)
        return {
            "report": found.report, "version": found.version, "publisher": found.publisher, "date": found.published,
            "title": quoted(found.title), "url": found.url, "address": self.base + found.link,
            "origin": list(found.origin), "sentence": quoted(found.words) if fits else None,
            "withheld": None if fits else found.why or WITHHELD,
        }  # fmt: skip

    def _takes(self, found: Quoted) -> bool:
        report = self.archive.report(found.report, found.version)
        if found.report not in self._left:
            self._left[found.report] = self.archive.least_allowed(report) if report else 0
        left, length = self._left[found.report], len(found.words.split())
        if left is not None and length > left:
            return False
        self._left[found.report] = None if left is None else left - length
        return True

    def sentences(self, told: Iterable[Sentence]) -> list[dict[str, Any]]:
        """Printed sentences, each with its citations."""
        return [
            {"text": s.text, "citations": [self.citation(c) for c in s.citations], "events": list(s.events)}
            for s in told
        ]

    def brief(self, brief: Brief) -> dict[str, Any]:
        """A whole brief."""
        return {
            "story": brief.story, "version": brief.version, "address": f"{self.base}/story/{brief.story}",
            "headline": brief.headline, "happened": moments.together(brief.dates.happened),
            "reported": list(brief.dates.reported), "updated": brief.dates.updated,
            "independent_witnesses": brief.witnesses, "standfirst": self.sentences(brief.standfirst),
            "body": [one for paragraph in brief.body for one in self.sentences(paragraph)],
            "differences": [
                {"about": d.about, "slot": d.slot, "readings": [
                    {"value": r.value, "citations": [self.citation(c) for c in r.citations]} for r in d.readings
                ]}
                for d in brief.differences
            ],
            "background": self.sentences(brief.background),
            "corrections": [{"at": c.at, "kind": c.kind, "text": quoted(notices.line(c))} for c in brief.corrections],
        }  # fmt: skip

    def event(self, event: Event) -> dict[str, Any]:
        """An event in a line, with the sentences that bear it out."""
        found = self.archive.evidence(event.reports, event.evidence, PASSAGES)
        return {
            "id": event.id, "told": decided.line(event), "type": event.event, "status": event.status,
            "story": self.archive.settled(event.story), "citations": [self.told(one) for one in found],
        }  # fmt: skip


def search(store: Store, base: str, query: str, limit: int) -> dict[str, Any]:
    """Briefs and reports that have the words, best first."""
    answer = Answering(store, base)
    found = []
    for hit in public(answer.archive, store.search(query, limit)):
        told: dict[str, Any] = {"kind": hit.kind, "id": hit.id, "address": f"{base}/{place(hit.kind)}/{hit.id}"}
        report = answer.archive.report(hit.id) if hit.kind == "report" else None
        if report is not None:
            told |= {"title": quoted(hit.title), "publisher": report.publisher, "date": report.published}
            told |= {"url": report.canonical_url or report.url, "story": store.story_of(hit.id)}
        else:
            told |= {"title": hit.title, "date": hit.at}
        found.append(told | {"snippet": quoted(hit.snippet)})
    return {"query": query, "found": pruned(found)}


def place(kind: str) -> str:
    """Where things of a kind have their pages."""
    return {"brief": "story"}.get(kind, kind)


def brief(store: Store, base: str, story: str) -> dict[str, Any] | None:
    """A story's brief; None where none is public."""
    answer = Answering(store, base)
    found = answer.archive.brief(answer.archive.settled(story))
    if found is None or answer.archive.withheld(found):
        return None
    told: dict[str, Any] = pruned(answer.brief(found))
    return told


def pair(store: Store, base: str, a: str, b: str, since: str | None, until: str | None) -> dict[str, Any]:
    """The record of two countries: their events in a period, newest first."""
    answer = Answering(store, base)
    events = [event for event in store.events_of_pair(a, b) if ties.within(event, since, until)]
    told = {
        "pair": f"{words.country(a)} – {words.country(b)}", "address": f"{base}/pair/{a}-{b}", "since": since,
        "until": until, "total": len(events), "events": [answer.event(event) for event in events[:MOST_EVENTS]],
    }  # fmt: skip
    cleaned: dict[str, Any] = pruned(told)
    return cleaned


def cited(store: Store, base: str, citations: Sequence[Citation]) -> list[dict[str, Any]]:
    """Citations for what another room found, in one answer."""
    answer = Answering(store, base)
    found: list[dict[str, Any]] = pruned([answer.citation(one) for one in citations])
    return found


def named(store: Store, base: str, reports: Sequence[Report]) -> list[dict[str, Any]]:
    """Reports by publisher, day and address, none of their words but the headline."""
    found: list[dict[str, Any]] = pruned(
        [
            {"report": one.id, "version": one.version, "publisher": one.publisher, "date": one.published,
             "title": quoted(one.title), "url": one.canonical_url or one.url, "address": f"{base}/report/{one.id}"}
            for one in reports
        ]
    )  # fmt: skip
    return found


def readable(store: Store, story: str) -> list[Report]:
    """The reports of a story that a sentence may be checked against."""
    archive = Archive(store)
    found = store.story(archive.settled(story))
    return [one for one in store.reports(found.reports if found else ()) if not one.retracted]
