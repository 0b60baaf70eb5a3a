"""Briefs as a page of their own: one file with its style inside, that asks nobody for anything.

Numbers of sentences lead to the list of sources; light and dark go by the reader's system, and it prints on paper.
"""

from collections.abc import Sequence
from html import escape

from communique.briefs.dossier import day
from communique.briefs.telling.wording import day as in_full
from communique.briefs.telling.wording import when
from communique.lexicon import countries
from communique.model import Brief, Citation, Correction, Credit, Difference, Participant, Report, Said, Sentence

NOTICES = {"correction": "Correction", "retraction": "Retraction", "removal": "Removal"}
STYLE = """
:root { color-scheme: light dark; --ink: #1c1b19; --paper: #fbfaf7; --soft: #5d5a54; --rule: #d9d5cc; --link: #1f4e79; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e9e6df; --paper: #171614; --soft: #a9a59c; --rule: #3a3732; --link: #8fbce6; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.06rem/1.6 Georgia, "Times New Roman", serif; }
main { max-width: 44rem; margin: 0 auto; padding: 2rem 1.2rem 3rem; overflow-wrap: break-word; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .8rem; }
article + article { margin-top: 3.5rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; border-top: 1px solid var(--rule); padding-top: .8rem; }
.standfirst { font-size: 1.18rem; color: var(--soft); }
.notice { border-left: 3px solid var(--link); padding-left: .8rem; }
a { color: var(--link); }
sup { line-height: 0; font-size: .7em; }
sup a { text-decoration: none; padding: 0 .12em; }
dl, .small { font-size: .88rem; color: var(--soft); }
dt { float: left; clear: left; width: 6.5rem; }
dd { margin: 0 0 0 6.5rem; }
blockquote { margin: .4rem 0; }
li { margin: .4rem 0; }
:target { outline: 2px solid var(--link); outline-offset: 3px; }
@media print { body { background: none; color: #000; font-size: 11pt; } main { max-width: none; padding: 0; } }
""".strip()


def html(briefs: Sequence[Brief], reports: Sequence[Report] = ()) -> str:
    """Briefs as one page of HTML. With the reports at hand the sentences cited stand below their source, but for those
    of reports whose publishers reserve them."""
    shown = {r.id: r for r in reports if not r.reserved}
    body = "\n".join(_article(brief, f"{n}-", shown) for n, brief in enumerate(briefs, 1))
    title = escape(briefs[0].headline if len(briefs) == 1 else f"{len(briefs)} briefs")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>"
    )


def _article(brief: Brief, prefix: str, reports: dict[str, Report]) -> str:
    order = {credit.report: f"{prefix}{number}" for number, credit in enumerate(brief.sources, 1)}
    parts = [
        f"<h1>{escape(brief.headline)}</h1>",
        *map(_notice, brief.corrections),
        f'<p class="standfirst">{_told(brief.standfirst, order)}</p>' if brief.standfirst else "",
        _dates(brief),
        *(f"<p>{_told(paragraph, order)}</p>" for paragraph in brief.body),
        _section("Who took part", [_person(p) + _marks(p.citations, order) for p in brief.participants]),
        _section("What was said", [_said(said, order) for said in brief.statements]),
        _section("Where reports differ", [_difference(found, order) for found in brief.differences]),
        _section("What rose from report to report", [_difference(found, order) for found in brief.developments]),
        _section("Background", [_told([s], order) for s in brief.background]),
        _sources(brief, prefix, reports),
    ]
    body = "\n".join(part for part in parts if part)
    return f"<article>\n{body}\n</article>"


def _told(sentences: Sequence[Sentence], order: dict[str, str]) -> str:
    return " ".join(escape(s.text) + _marks(s.citations, order) for s in sentences)


def _marks(citations: Sequence[Citation], order: dict[str, str]) -> str:
    numbers = sorted({order[c.report] for c in citations if c.report in order})
    links = (f'<a href="#source-{number}" aria-label="Source {number}">{number}</a>' for number in numbers)
    return f"<sup>{' '.join(links)}</sup>" if numbers else ""


def _section(title: str, lines: Sequence[str]) -> str:
    rows = "\n".join(f"<li>{line}</li>" for line in lines)
    return f"<section>\n<h2>{title}</h2>\n<ul>\n{rows}\n</ul>\n</section>" if lines else ""


def _notice(notice: Correction) -> str:
    named = ", ".join(part for part in (notice.publisher, notice.title and f"“{notice.title}”") if part)
    told = " ".join(part for part in (f"{named}:" if named else "", notice.text, *notice.changed) if part)
    return f'<p class="notice"><b>{NOTICES[notice.kind]}</b>, {escape(notice.at[:10])}: {escape(told)}</p>'


def _dates(brief: Brief) -> str:
    happened = "; ".join(when(w).removeprefix("on ") for w in brief.dates.happened) or "no day known"
    days = dict.fromkeys(in_full(found) for text in brief.dates.reported if (found := day(text)))
    rows = [("Happened", happened), ("Reported", " to ".join(days) or "no day known")]
    rows += [("Updated", brief.dates.updated)] if brief.dates.updated else []
    rows.append(("Version", str(brief.version)))
    return "<dl>\n" + "\n".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in rows) + "\n</dl>"


def _person(person: Participant) -> str:
    land = countries.name(person.code) if person.code in countries.codes() else person.code
    return ", ".join([f"<b>{escape(person.name)}</b>", *(escape(part) for part in (person.office, land) if part)])


def _said(said: Said, order: dict[str, str]) -> str:
    words = f"“{said.words}”" if said.kind == "quotation" else said.words
    tag = "blockquote" if said.kind == "quotation" else "div"
    chain = f' <span class="small">Reached us through {escape(", ".join(said.chain))}.</span>' if said.chain else ""
    office = f", {escape(said.office)}" if said.office else ""
    return f"<{tag}>{escape(words)}{_marks(said.citations, order)}</{tag}><b>{escape(said.speaker)}</b>{office}.{chain}"


def _difference(found: Difference, order: dict[str, str]) -> str:
    readings = "; ".join(escape(r.value) + _marks(r.citations, order) for r in found.readings)
    return f"<b>{escape(found.about or found.slot)}</b> ({escape(found.slot)}): {readings}"


def _sources(brief: Brief, prefix: str, reports: dict[str, Report]) -> str:
    noun = "witness" if brief.witnesses == 1 else "witnesses"
    rows = "\n".join(_source(brief, f"{prefix}{n}", credit, reports) for n, credit in enumerate(brief.sources, 1))
    listed = f"<ol>\n{rows}\n</ol>" if rows else "<p>None.</p>"
    return f"<section>\n<h2>Sources ({brief.witnesses} independent {noun})</h2>\n{listed}\n</section>"


def _source(brief: Brief, place: str, credit: Credit, reports: dict[str, Report]) -> str:
    title = escape(credit.title or credit.report)
    safe = credit.url and credit.url.lower().startswith(("https://", "http://"))
    link = f'<a href="{escape(credit.url or "")}">{title}</a>' if safe else title
    lang = f' lang="{escape(credit.language)}"' if credit.language and credit.language != "en" else ""
    origin = f"from {', '.join(credit.origin)}" if credit.origin else ""
    kind = "a copy" if credit.copy_of else "" if credit.witness else "retells others"
    said = [escape(part) for part in (credit.publisher or "", (credit.published or "")[:10], origin, kind) if part]
    words = map(escape, _cited(brief, credit, reports))
    quotes = "".join(f'\n<blockquote class="small">{text}</blockquote>' for text in words)
    return f'<li id="source-{place}"><span{lang}>{link}</span>, {", ".join(said)}{quotes}</li>'


def _cited(brief: Brief, credit: Credit, reports: dict[str, Report]) -> list[str]:
    report = reports.get(credit.report)
    if report is None:
        return []
    cited = {(c.start, c.end) for s in brief.sentences for c in s.citations if c.report == report.id}
    cited = {span for span in cited if report.version == credit.version}
    return [" ".join(report.text[start:end].split()) for start, end in sorted(cited)]
