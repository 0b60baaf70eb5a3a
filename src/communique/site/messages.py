"""The messages of a template, and the template in another language.

A template is its own list of messages: what stands between two tags that begin or end a block, with the links and
expressions inside it, is one message, and so is each attribute that a reader may hear or see. So nothing has to be
marked, and the English page is the template itself. In a message an expression is `{name}` and a tag `<a>`, without
its attributes, so that a translator moves them but cannot change them:

    <p>Version {{ brief.version }} stays <a href="/x">here</a>.</p>      Version {version} stays <a>here</a>.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

JINJA = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
RAW = re.compile(r"<(script|style|pre)\b.*?</\1>", re.DOTALL)
CLASSES = re.compile(r"{% block main_class %}.*?{% endblock %}", re.DOTALL)
TAG = re.compile(r"<!?/?[\w\ue001]*(?:\"[^\"]*\"|[^\">])*>")
INLINE = frozenset({"a", "abbr", "b", "bdi", "cite", "code", "del", "em", "i", "ins", "mark", "strong", "time"})
ATTRIBUTE = re.compile(r"\b(aria-label|title|placeholder|alt|label|data-say-\w+)=\"([^\"]*)\"")
DESCRIPTION = re.compile(r"(<meta name=\"description\" content=\")([^\"]*)\"")
MASKED = re.compile(r"\ue001(\d+)\ue002")
LETTER = re.compile(r"[^\W\d_]")
EDGES = re.compile(r"^(\s*(?:{\w+} [–·] )*)(.*?)((?: [–·] {\w+})*\s*)$", re.DOTALL)  # names beside a message
FIELD = re.compile(r"{(\w+)}|<(/?[a-z]+\d*)>")

Say = Callable[[str], str]


class Piece(NamedTuple):
    """A tag, or text between tags; `name` is that of an inline tag, with a slash where it closes one. One that `ends`
    is in no message: a block begins or ends there, or a template decides something."""

    text: str
    name: str = ""
    ends: bool = False


class Template:
    """A template taken apart: its expressions and statements are set aside, each under a number."""

    def __init__(self, source: str, say: Say) -> None:
        self._say, self._comma = say, say(", ")
        self._aside: list[str] = []
        masked = JINJA.sub(self._put, CLASSES.sub(self._put, source))
        self._text = RAW.sub(self._put, masked)

    def _put(self, found: re.Match[str]) -> str:
        self._aside.append(found[0])
        return f"\ue001{len(self._aside) - 1}\ue002"

    def _back(self, text: str) -> str:
        while MASKED.search(text):
            text = MASKED.sub(lambda found: self._aside[int(found[1])], text)
        return text

    def said(self) -> str:
        """The template with every message as `say` has it."""
        text = DESCRIPTION.sub(lambda f: f'{f[1]}{self._attribute(f[2])}"', self._text)
        out: list[str] = []
        run: list[Piece] = []
        for piece in self._pieces(text):
            if not piece.ends:
                run.append(piece)
                continue
            out += [self._run(run), piece.text]
            run = []
        return self._back("".join([*out, self._run(run)]))

    def _pieces(self, text: str) -> Iterator[Piece]:
        """Tags and texts in order. A span is inline where it names its language."""
        end = 0
        spans: list[bool] = []
        for tag in TAG.finditer(text):
            yield from self._texts(text[end : tag.start()])
            name = re.sub(r"^<(/?\w*).*$", r"\1", tag[0], flags=re.DOTALL)
            inline = name.strip("/") in INLINE
            if name == "span":
                spans.append(' lang="' in tag[0])
                inline = spans[-1]
            elif name == "/span":
                inline = bool(spans) and spans.pop()
            shown = ATTRIBUTE.sub(lambda f: f'{f[1]}="{self._attribute(f[2])}"', tag[0])
            yield Piece(shown, name if inline else "", ends=not inline)
            end = tag.end()
        yield from self._texts(text[end:])

    def _texts(self, text: str) -> Iterator[Piece]:
        end = 0
        for found in MASKED.finditer(text):
            if not self._aside[int(found[1])].startswith("{{"):
                yield Piece(text[end : found.start()])
                yield Piece(found[0], ends=True)
                end = found.end()
        yield Piece(text[end:])

    def _attribute(self, text: str) -> str:
        return "".join(piece.text if piece.ends else self._message([piece]) for piece in self._texts(text))

    def _run(self, run: list[Piece]) -> str:
        """A run of texts and inline tags, each message in it said. A tag whose other half is not in the run parts it;
        so does one around all of a text, and links that no words join."""
        if not letters(run):
            return "".join(p.text if p.name else p.text.replace(", ", self._comma) for p in run)
        halves = pairs(run)
        lone = next((i for i, p in enumerate(run) if p.name and i not in halves), None)
        if lone is not None:
            return self._run(run[:lone]) + run[lone].text + self._run(run[lone + 1 :])
        top = outside(run, halves)
        if any(LETTER.search(MASKED.sub("", run[i].text)) for i in top if not run[i].name):
            return self._message(run)
        opening = [i for i in top if run[i].name]
        if not opening:
            return "".join(p.text for p in run)
        first, last = opening[0], halves[opening[0]]
        inner = self._run(run[first + 1 : last])
        return (
            "".join(p.text for p in run[:first]) + run[first].text + inner + run[last].text + self._run(run[last + 1 :])
        )

    def _message(self, run: list[Piece]) -> str:
        """One message said, with its fields put back."""
        fields: dict[str, str] = {}
        text = self._key(run, fields)
        if not LETTER.search(FIELD.sub("", text)):
            return "".join(p.text for p in run)
        lead, kept, trail = EDGES.match(text).groups()  # type: ignore[union-attr]
        return FIELD.sub(lambda found: fields.get(found[0], found[0]), lead + self._say(kept) + trail)

    def _key(self, run: list[Piece], fields: dict[str, str]) -> str:
        """The message as translators see it."""
        out: list[str] = []
        skip = -1
        halves = pairs(run)
        names: dict[int, str] = {}
        for i, piece in enumerate(run):
            if i <= skip:
                continue
            if piece.name and i in halves and not letters(run[i : halves[i]]) and i < halves[i]:
                skip = halves[i]
                whole = "".join(p.text for p in run[i : skip + 1])
                out.append(self._field(inner(run[i + 1 : skip]), whole, fields))
            elif piece.name:
                names.setdefault(i, tag_name(piece.name, fields))
                if i in halves and halves[i] > i:
                    names[halves[i]] = f"</{names[i][1:]}"
                fields[names[i]] = piece.text
                out.append(names[i])
            else:
                out.append(MASKED.sub(lambda f: self._field(f[0], f[0], fields), re.sub(r"\s+", " ", piece.text)))
        return "".join(out)

    def _field(self, masked: str, whole: str, fields: dict[str, str]) -> str:
        found = MASKED.search(masked)
        base = field_name(self._aside[int(found[1])]) if found else "mark"
        name, number = f"{{{base}}}", 2
        while name in fields:
            name, number = f"{{{base}{number}}}", number + 1
        fields[name] = whole
        return name


def letters(run: list[Piece]) -> bool:
    """Whether there are letters outside tags and expressions."""
    return any(LETTER.search(MASKED.sub("", p.text)) for p in run if not p.name)


def inner(run: list[Piece]) -> str:
    """The texts of a run."""
    return "".join(p.text for p in run if not p.name)


def tag_name(name: str, fields: dict[str, str]) -> str:
    """A tag as it stands in a message, numbered from the second of its kind on."""
    found, number = f"<{name}>", 2
    while found in fields:
        found, number = f"<{name}{number}>", number + 1
    return found


def field_name(expression: str) -> str:
    """What an expression is called in a message: what is counted, the macro called, or the last name in it."""
    text = expression.strip("{}- ")
    if found := re.search(r"counted\(.*?\"([\w ]+)\"", text):
        return found[1].split()[-1]
    text = text.split("|")[0]
    if found := re.match(r"[\w.]*?(\w+)\(", text):
        return found[1]
    names = re.match(r"\(?([a-zA-Z][\w.]*)", text)
    return names[1].split(".")[-1] if names else "value"


def pairs(run: list[Piece]) -> dict[int, int]:
    """Where the other half of each tag of a run stands, for tags that have one."""
    found: dict[int, int] = {}
    stack: list[int] = []
    for i, piece in enumerate(run):
        if piece.name and not piece.name.startswith("/"):
            stack.append(i)
        elif piece.name and stack and run[stack[-1]].name == piece.name[1:]:
            opened = stack.pop()
            found |= {opened: i, i: opened}
    return found


def outside(run: list[Piece], halves: dict[int, int]) -> list[int]:
    """The pieces that stand in no tag of the run, and the tags that open outermost."""
    found, end = [], -1
    for i, piece in enumerate(run):
        if i <= end:
            continue
        found.append(i)
        end = halves[i] if piece.name and i in halves else i
    return found


def translated(source: str, say: Say) -> str:
    """A template in another language."""
    return Template(source, say).said()


def messages(source: str) -> list[str]:
    """The messages of a template, in order, each once."""
    found: dict[str, None] = {}

    def keep(text: str) -> str:
        found[text] = None
        return text

    translated(source, keep)
    return list(found)
