"""How others cite a brief, and how it is handed on: Chicago (The Chicago Manual of Style, 17th ed., 14.207), BibTeX, an
address that keeps its words, a message."""

import re
from datetime import date
from urllib.parse import quote

from communique.model import Brief, Noun
from communique.site import moments
from communique.site.frame import Frame
from communique.site.language import ENGLISH, known

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
TEX = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}",
}  # fmt: skip


class Cited(Noun, frozen=True):
    """A brief as it is cited: `address` is that of this version, whose words never change; `mail` a mailto address."""

    address: str
    chicago: str
    bibtex: str
    mail: str


def cited(brief: Brief, frame: Frame) -> Cited:
    """A version of a brief in every form."""
    address = frame.address(f"/story/{brief.story}/v/{brief.version}")
    day = moments.date_of(brief.dates.updated or (brief.dates.reported or (None,))[-1], frame.zone)
    title = frame.settings.title
    dated = f", last modified {american(day)}" if day else ""
    ending = "" if brief.headline.endswith(("?", "!", ".")) else "."
    return Cited(
        address=address,
        chicago=f"{title}. “{brief.headline}{ending}” Version {brief.version}{dated}. {address}.",
        bibtex=bibtex(brief, title, day, address),
        mail=message(brief.headline, f"{brief.headline}\n\n{address}\n"),
    )


def message(subject: str, body: str) -> str:
    """A mailto address (RFC 6068) of a message to nobody yet."""
    return f"mailto:?subject={quote(subject, safe='')}&body={quote(body, safe='')}"


def bibtex(brief: Brief, title: str, day: date | None, address: str) -> str:
    """An entry of type misc, with the version in the note. Braces keep names and capitals as they are."""
    key = re.sub(r"[^A-Za-z0-9-]", "", brief.story)
    fields = [("author", f"{{{escaped(title)}}}"), ("title", f"{{{escaped(brief.headline)}}}")]
    fields += [("year", f"{day.year:04}"), ("month", MONTHS[day.month - 1]), ("day", str(day.day))] if day else []
    fields += [("note", f"Version {brief.version}"), ("url", address)]
    lines = [f"  {name} = {value if name == 'month' else '{' + value + '}'}" for name, value in fields]
    return f"@misc{{communique-{key}-v{brief.version},\n" + ",\n".join(lines) + "\n}\n"


def escaped(text: str) -> str:
    """Text as TeX prints it."""
    return "".join(TEX.get(character, character) for character in " ".join(text.split()))


def american(day: date) -> str:
    """`March 24, 2024`, as Chicago has it."""
    return f"{known(ENGLISH).months[day.month]} {day.day}, {day.year}"
