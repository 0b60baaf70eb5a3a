"""Public notices on a brief: what its sources corrected or withdrew, when, and what became of the brief."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from communique.briefs.dossier import Evidence, day
from communique.briefs.telling import voices
from communique.briefs.telling.wording import day as in_full
from communique.lexicon.revisions import revision
from communique.model import Brief, Correction, Report, words_allowed

UNPRINTED = "The publisher added a correction note; it lets us print no more than its headline."
REASONS = {
    "gone": "The publisher has taken the report down for good: its address answers “410 Gone”.",
    "publisher": "The publisher has retracted the report.",
    "editor": "An editor of this desk has taken the report out.",
    "demand": "A report was removed from this desk on demand.",
}
FORGOTTEN = "A person was removed from this desk on demand: what is kept names them no more."
SAID = {
    "publisher": "The publisher has retracted the report: {}",
    "editor": "An editor of this desk has taken the report out: {}",
    "demand": "A report was removed from this desk on demand: {}",
}


def corrections(evidence: Evidence, allowances: Mapping[str, str]) -> tuple[Correction, ...]:
    """What sources corrected or withdrew, by the time of it: their notes, as many words as they let us print. What was
    told of reports that are withdrawn now stays told."""
    found = [
        Correction(
            at=v.modified or v.seen or r.modified or r.published or "",
            text=printable(v.note or "", words_allowed(allowances.get(r.id))),
            report=r.id,
            version=v.version,
            publisher=voices.publisher(r),
            title=r.title,
        )
        for r in evidence.reports
        if r.id not in evidence.dossier.mute
        for v in r.corrected
    ]
    previous = evidence.dossier.previous
    before = {(c.kind, c.report, c.version): c for c in previous.corrections} if previous else {}
    withdrawn = {(report, version) for kind, report, version in before if kind != "correction"}
    found = [c for c in found if (c.report, c.version) not in withdrawn]
    found += kept(evidence, before.values())
    listed = {credit.report for credit in previous.sources} if previous else set()
    for report in evidence.dossier.retracted:
        notice = retraction(report, words_allowed(allowances.get(report.id)))
        if report.id in listed or (notice.kind, notice.report, notice.version) in before:
            found.append(notice)
    if previous:
        found += [
            Correction(at=at, text=FORGOTTEN, report="", version=id, kind="removal")
            for id, at in evidence.dossier.forgot
        ]
    told = [with_changes(c, before.get((c.kind, c.report, c.version))) for c in found]
    return tuple(sorted(told, key=lambda c: (c.at, c.report, c.version)))


def kept(evidence: Evidence, before: Iterable[Correction]) -> list[Correction]:
    """Notices that nothing in the story's reports gives any more: of a report that was withdrawn later, but for one
    that was removed on demand, and of a withdrawal that its publisher has taken back."""
    gone = {r.id: r for r in evidence.dossier.retracted}
    found = []
    for notice in before:
        report = gone.get(notice.report)
        later = report is not None and report.retracted != "demand" and notice.version < report.version
        if later or (notice.kind != "correction" and notice.report in evidence.by_id):
            found.append(notice)
    return found


def retraction(report: Report, allowed: int | None) -> Correction:
    """The notice of a report that is not to be believed any more; one that was removed on demand is not named."""
    why = report.retracted or "gone"
    said = next((v for v in report.versions if v.version == report.version), None)
    note = printable(said.note, allowed) if said and said.note and why in SAID and allowed != 0 else ""
    mute = why == "demand"
    return Correction(
        at=(said and (said.modified or said.seen)) or report.modified or report.published or "",
        text=SAID[why].format(note) if note else REASONS[why],
        report=report.id,
        version=report.version,
        kind="removal" if why in ("editor", "demand") else "retraction",
        publisher=None if mute else voices.publisher(report),
        title=None if mute else report.title,
    )


def with_changes(notice: Correction, before: Correction | None) -> Correction:
    """The notice with what the brief changed for it, as it was told when it was new."""
    return replace(notice, changed=before.changed, revision=before.revision) if before else notice


def explained(brief: Brief, previous: Brief | None) -> Brief:
    """The brief, each notice that is new in it with what was changed since the previous version."""
    if previous is None:
        return brief
    known = {(c.kind, c.report, c.version) for c in previous.corrections}
    if all((c.kind, c.report, c.version) in known for c in brief.corrections):
        return brief
    told = tuple(changes(previous, brief))
    return replace(
        brief,
        corrections=tuple(
            c if (c.kind, c.report, c.version) in known else replace(c, changed=told, revision=brief.version)
            for c in brief.corrections
        ),
    )


def changes(old: Brief, new: Brief) -> Iterable[str]:
    """What changed from one version to the other, in words of our own."""
    if new.state == "withdrawn":
        yield "The brief is withdrawn: nothing else that it rested on stands."
        return
    told = revision(old, new)
    counts = [(kind, told.counts[kind]) for kind in ("changed", "removed", "added") if told.counts[kind]]
    if counts:
        parts = [f"{number} {kind}" for kind, number in counts]
        yield f"Sentences of the brief: {', '.join(parts)}."
    if told.headline:
        yield "The headline was changed."
    if told.happened:
        was, now = ("; ".join(map(_days, days)) or "no day" for days in told.happened)
        yield f"Day of happening: was {was}, is {now}."
    for kind, name in (("participant", "Who took part"), ("statement", "What was said"), ("difference", "Differences")):
        cards = [card for card in told.cards if card.card == kind]
        gone, come = ([c.name for c in cards if (c.old if out else c.new) is None] for out in (False, True))
        other = [card.name for card in cards if card.old is not None and card.new is not None]
        parts = [
            f"{word} {', '.join(dict.fromkeys(names))}"
            for word, names in (("told otherwise of", other), ("no longer told:", gone), ("new:", come))
            if names
        ]
        if parts:
            yield f"{name}: {'; '.join(parts)}."
    if not told.headline and not told.happened and not counts and not told.cards:
        yield "Nothing that the brief says was touched by it."


def printable(note: str, allowed: int | None) -> str:
    """As much of a note as may be printed."""
    if allowed == 0:
        return UNPRINTED
    told = note.split()
    return note if allowed is None or len(told) <= allowed else f"{' '.join(told[:allowed])} […]"


def _days(span: str) -> str:
    found = [day(part) for part in span.split("/")]
    return " to ".join(in_full(one) for one in found if one)
