"""A brief as Markdown for reading in a terminal or a mail: citations as numbers into the list of sources."""

from collections.abc import Sequence

from communique.briefs.dossier import day
from communique.briefs.telling.wording import day as in_full
from communique.briefs.telling.wording import when
from communique.model import Brief, Citation, Reading, Report, Sentence


def markdown(brief: Brief, reports: Sequence[Report] = ()) -> str:
    """The brief as Markdown. With the reports at hand each citation's sentence is given as a note at the end, but for
    reports whose publishers reserve them."""
    order = {credit.report: number for number, credit in enumerate(brief.sources, 1)}
    parts = [f"# {brief.headline}", " ".join(_sentence(s, order) for s in brief.standfirst), _dates(brief)]
    parts += [" ".join(_sentence(s, order) for s in paragraph) for paragraph in brief.body]
    parts += _section(
        "Who took part", [_person(p.name, p.office, p.code) + _marks(p.citations, order) for p in brief.participants]
    )
    parts += _section(
        "What was said", [_said(brief, n) + _marks(s.citations, order) for n, s in enumerate(brief.statements)]
    )
    differ = [
        f"{d.about} ({d.slot}): " + "; ".join(_reading(r) + _marks(r.citations, order) for r in d.readings)
        for d in brief.differences
    ]
    differ += [
        f"{d.about} rose: " + ", then ".join(r.value + _marks(r.citations, order) for r in d.readings)
        for d in brief.developments
    ]
    parts += _section("Where reports differ", differ)
    parts += _section("Background", [_ours(s, order) for s in brief.background])
    parts += _section("Corrections", [f"{c.at[:10]}: {c.text}" for c in brief.corrections])
    if brief.drafted:
        part = f"{brief.drafted.sentences} of {brief.drafted.of} sentences"
        parts.append(f"Drafted by {brief.drafted.model}, {part}; each checked against the reports it cites.")
    parts.append(_sources(brief))
    parts += _section("Sentences cited", _notes(brief, {r.id: r for r in reports if not r.reserved}, order))
    return "\n\n".join(part for part in parts if part) + "\n"


def _sentence(sentence: Sentence, order: dict[str, int]) -> str:
    return sentence.text + _marks(sentence.citations, order)


def _ours(sentence: Sentence, order: dict[str, int]) -> str:
    """A sentence of background, with the events and the pair of our record that it rests on."""
    rests = [*sentence.events, *([sentence.pair] if sentence.pair else [])]
    return _sentence(sentence, order) + (f" (record: {', '.join(rests)})" if rests else "")


def _marks(citations: Sequence[Citation], order: dict[str, int]) -> str:
    numbers = sorted({order[c.report] for c in citations if c.report in order})
    return " " + "".join(f"[{number}]" for number in numbers) if numbers else ""


def _section(title: str, lines: Sequence[str]) -> list[str]:
    return [f"## {title}", "\n".join(f"- {line}" for line in lines)] if lines else []


def _reading(reading: Reading) -> str:
    if reading.corrected:
        return f"~~{reading.value}~~ (corrected since)"
    return reading.value if reading.witnesses is None else f"{reading.value} ({reading.witnesses or 'no'} independent)"


def _person(name: str, office: str | None, code: str | None) -> str:
    return f"**{name}**" + (f", {office}" if office else "") + (f" ({code})" if code else "")


def _said(brief: Brief, number: int) -> str:
    said = brief.statements[number]
    words = f'"{said.words}"' if said.kind == "quotation" else said.words
    return f"**{said.speaker}**: {words}" + (f" (via {', '.join(said.chain)})" if said.chain else "")


def _dates(brief: Brief) -> str:
    happened = "; ".join(when(w).removeprefix("on ") for w in brief.dates.happened)
    days = [in_full(found) for text in brief.dates.reported if (found := day(text))]
    lines = [
        f"Happened: {happened or 'no day known'}",
        f"Reported: {' to '.join(dict.fromkeys(days)) or 'no day known'}",
    ]
    if brief.dates.updated:
        lines.append(f"Updated: {brief.dates.updated}")
    return "  \n".join([*lines, f"Version {brief.version}"])


def _sources(brief: Brief) -> str:
    noun = "witness" if brief.witnesses == 1 else "witnesses"
    lines = [f"## Sources ({brief.witnesses} independent {noun})", ""]
    for number, credit in enumerate(brief.sources, 1):
        title = f"[{credit.title or credit.report}]({credit.url})" if credit.url else credit.title or credit.report
        said = [credit.publisher or "", title, (credit.published or "")[:10]]
        said.append(f"from {', '.join(credit.origin)}" if credit.origin else "")
        said.append("a copy" if credit.copy_of else "" if credit.witness else "retells others")
        lines.append(f"{number}. " + ", ".join(part for part in said if part))
    return "\n".join(lines)


def _notes(brief: Brief, reports: dict[str, Report], order: dict[str, int]) -> list[str]:
    cited = {c for p in (brief.standfirst, *brief.body) for s in p for c in s.citations}
    cited = {c for c in cited if c.report in reports and reports[c.report].version == c.version and c.report in order}
    in_order = sorted(cited, key=lambda c: (order[c.report], c.start, c.end))
    return [f"[{order[c.report]}] {' '.join(reports[c.report].text[c.start : c.end].split())}" for c in in_order]
