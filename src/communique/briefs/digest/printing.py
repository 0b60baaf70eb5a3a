"""A checked digest for people: lines for a terminal, and a small page of its own that can be sent and printed."""

import re
import textwrap
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import groupby

from jinja2 import Environment, StrictUndefined, Template

from communique.briefs.digest.days import named
from communique.model.digests import CheckedDigest, LeftOut, MarkedSentence, Support
from communique.times import day_of
from communique.version import __version__

WIDTH = 100
SAID = {"supported": "supported", "partly": "supported in part", "unsupported": "not supported", "wrong": "wrong"}
SIGN = {"supported": "✓", "partly": "◐", "unsupported": "○", "wrong": "✗"}
PAINT = {"supported": "32", "partly": "33", "unsupported": "35", "wrong": "31;1"}
LINK = re.compile(r"https?://[^\s<>\"]+$", re.I)


def lines(checked: CheckedDigest, *, colour: bool = False) -> Iterator[str]:
    """The result for a terminal; with `colour` as a terminal shows it. What a page printed is never a command."""
    page = checked.page
    yield from wrapped(clean(page.headline or "A digest without a headline"))
    yield f"{dated(page.day)}; checked against {plural(checked.reports, 'report')}: {tally(checked)}."
    if checked.findings:
        yield "\nThe page as a whole"
        for finding in checked.findings:
            yield from wrapped(finding.text, "  ! ", "    ")
    for part, sentences in groupby(checked.sentences, key=lambda s: (s.part, s.paragraph)):
        yield f"\n{part[0].capitalize()}" + (f", paragraph {part[1] + 1}" if part[1] is not None else "")
        for sentence in sentences:
            yield from told(sentence, colour)
    if checked.left_out:
        yield "\nLeft out of the reports"
        for left in checked.left_out:
            yield from wrapped(f"{of_left(left)}: {left.why}", "  - ", "    ")


def told(sentence: MarkedSentence, colour: bool) -> Iterator[str]:
    """One sentence with its verdict, what is wrong, and what it rests on."""
    head = f"{SIGN[sentence.verdict]} {SAID[sentence.verdict].upper()}"
    yield f"  \033[{PAINT[sentence.verdict]}m{head}\033[0m" if colour else f"  {head}"
    yield from wrapped(clean(sentence.text), "    ", "    ")
    for reason in sentence.reasons:
        yield from wrapped(f"{reason.kind}: {clean(reason.text)}", "      ! ", "        ")
    for support in sentence.support:
        yield from wrapped(f"{whose(support)}: “{clean(support.sentence)}”", "      < ", "        ")


def wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    """A text in lines of a hundred letters."""
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False) or [first]


def clean(text: str) -> str:
    """One line that no terminal takes for a command."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def dated(day: str | None) -> str:
    """The page's date for a reader."""
    found = day_of(day)
    return f"Dated {found:%A} {named(found)}" if found else "Without a date of its own"


def spoken(day: str | None) -> str:
    """A day for a reader; nothing where there is none."""
    found = day_of(day)
    return named(found) if found else ""


def whose(support: Support) -> str:
    """Publisher and day of a report."""
    name = support.publisher or support.citation.report
    return f"{clean(name)}, {spoken(support.day)}" if support.day else clean(name)


def of_left(left: LeftOut) -> str:
    """A report that was left out, by publisher and headline."""
    return ", ".join(clean(text) for text in (left.publisher, left.title) if text) or left.report


def tally(checked: CheckedDigest) -> str:
    """How many sentences got which verdict."""
    counts = [(SAID[mark], sum(s.verdict == mark for s in checked.sentences)) for mark in SAID]
    return ", ".join(f"{count} {said}" for said, count in counts if count) or "no sentences"


def plural(count: int, thing: str) -> str:
    """A count with its noun."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def html(found: Sequence[CheckedDigest]) -> str:
    """One page of HTML with everything in it, without scripts or anything from elsewhere."""
    return str(template().render(digests=found, version=__version__))


@cache
def template() -> Template:
    """The page's template, with what it calls."""
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    environment.filters |= {
        "said": SAID.__getitem__, "sign": SIGN.__getitem__, "spoken": spoken, "dated": dated, "tally": tally,
        "link": lambda url: url if url and LINK.match(url) else None, "of_left": of_left,
        "reports": lambda count: plural(count, "report"), "parts": parts, "counts": counts,
    }  # fmt: skip
    text = resources.files(__package__).joinpath("checked.html").read_text(encoding="utf-8")
    return environment.from_string(text)


def parts(checked: CheckedDigest) -> list[tuple[str, list[MarkedSentence]]]:
    """The sentences of a digest by part and paragraph, each with the part's name."""
    found = groupby(checked.sentences, key=lambda s: (s.part, s.paragraph))
    return [(part, list(sentences)) for (part, _), sentences in found]


def counts(checked: CheckedDigest) -> list[tuple[str, int]]:
    """Each verdict with how often it was given, none left out."""
    return [(mark, sum(s.verdict == mark for s in checked.sentences)) for mark in SAID]
