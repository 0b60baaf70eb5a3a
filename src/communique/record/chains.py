"""How words reached us, nearest first: through the agency of the dateline, then by whom the sentence has them from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from communique.lexicon import countries
from communique.model import Actor, Report
from communique.record.actors import Found
from communique.record.tree import Tree

MEDIA = re.compile(
    r"(?:(?P<of>(?:(?:North|South|New|Saudi|Sri) )?[A-Z][\w-]+)(?:['’]s)? )?"
    r"(?:[Ss]tate|[Oo]fficial|[Ss]tate-run|[Ll]ocal)(?: news)?"
    r" (?:media|television|TV|radio|news agency|broadcaster)\b(?: in (?P<where>[A-Z]\w+))?"
)
"""Media without a name of their own."""
REPORTS = re.compile(
    r"\b(?:the|its|their) (?:reports?|agency|dispatch|broadcaster|news agency) (?:said|added|says|also)\b"
)
FIRST = 1
"""Sentences in which a report says where all of it comes from: an agency named further down is one source more."""


@dataclass
class Chains:
    """The chains of one report: by speaker, and the source named last."""

    agency: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    by_speaker: dict[str, tuple[str, ...]] = field(default_factory=dict)
    agencies: dict[str, str | None] = field(default_factory=dict)
    last: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    read: int = 0

    def named(self, tree: Tree, found: Sequence[Found]) -> tuple[str, ...]:
        """The agencies and media this sentence has its news from."""
        told = [f.actor.name for f in found if f.actor.sector == "MED" and f.kind == "body"]
        told += [name for name in self.origins if name not in told and name in tree.text]
        self.agencies |= {f.actor.name: f.code for f in found if f.actor.name in told}
        media = MEDIA.search(tree.text)
        if media and (not told or "ocal" in media[0]):
            told.append(_called(media))
        if not told and REPORTS.search(tree.text):
            return self.last
        self.last = tuple(told) or self.last
        if self.read < FIRST and set(told) & set(self.origins):
            self.origin = self.last
        self.read += 1
        return tuple(told)

    def of(self, speaker: Actor, named: Sequence[str]) -> tuple[str, ...]:
        """The chain of what this speaker says in a sentence that names these sources, remembered for what follows."""
        told = tuple(dict.fromkeys((*self.agency, *named))) if named else ()
        chain = told or self.by_speaker.get(speaker.key) or self.agency or self.origin
        self.by_speaker[speaker.key] = chain
        return chain

    def settled(self, chain: Sequence[str]) -> tuple[str, ...]:
        """The chain with "state media" called by the one agency of that country which the report names."""
        return tuple(dict.fromkeys(self._agency(link) for link in chain))

    def _agency(self, link: str) -> str:
        media = MEDIA.fullmatch(link)
        if media is None or "ocal" in link:
            return link
        code = countries.of(media["of"]) if media["of"] else None
        same = [name for name, of in self.agencies.items() if code in {None, of}]
        return same[0] if len(same) == 1 else link


def begin(report: Report) -> Chains:
    """The chains of a report that comes through the agency of its dateline, if it has one."""
    agency = report.dateline.agency if report.dateline else None
    return Chains(agency=(agency,) if agency else (), origins=tuple(o for o in report.origin if o != agency))


def _called(media: re.Match[str]) -> str:
    """ "Iranian state media" for "Iran's state media" and "state media in Tehran"."""
    owner = media["of"] or media["where"]
    code = countries.of(owner) if owner else None
    kind = re.sub(r" in [A-Z]\w+$", "", media[0])
    kind = kind.removeprefix(media["of"]).removeprefix("'s").removeprefix("’s").strip() if media["of"] else kind
    kind = kind[0].lower() + kind[1:]
    return f"{countries.demonym(code)} {kind}" if code else kind
