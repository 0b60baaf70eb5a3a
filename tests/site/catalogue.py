"""Every message of the site, from its templates and its code: `python -m tests.site.catalogue` writes the catalogues
again with those that are new (untranslated) and without those that are gone."""

import ast
from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

from communique.site.language import CATALOGUES, ENGLISH, NAMES
from communique.site.messages import messages

SITE = CATALOGUES.parent
ROOMS = SITE.parent
TOLD = [
    *(ROOMS / "desk" / f"{name}.py" for name in (
        "correcting", "editing", "editors", "identified", "minding", "openid", "releasing", "removing", "retracting",
        "wording",
    )),
    ROOMS / "lexicon" / "amendments.py", ROOMS / "store" / "editors.py",
]  # fmt: skip
"""What is said to editors elsewhere than in the site."""
SENT = [ROOMS / "dispatch" / "letters.py", ROOMS / "dispatch" / "told.py"]  # what mail says around a brief
MACHINES = SITE / "pages" / "exports.py"  # what it says is for machines alone, in English
TEMPLATES = sorted((SITE / "templates").glob("*.html"))
Message = tuple[str, str | None]  # what is said, and its plural


def of_template(source: str) -> Iterator[Message]:
    """Its texts, and what its expressions say."""
    yield from ((text, None) for text in messages(source))
    for call in Environment().parse(source).find_all(nodes.Call):
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        yield from called(name, [a.value if isinstance(a, nodes.Const) else None for a in call.args])


def of_code(source: str) -> Iterator[Message]:
    """What the code says."""
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call):
            continue
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        either = [part for a in call.args for part in ((a.body, a.orelse) if isinstance(a, ast.IfExp) else (a,))]
        yield from called(name, [a.value if isinstance(a, ast.Constant) else None for a in either])
        if name == "Words" and call.args and isinstance(call.args[0], ast.Dict):
            yield from ((v.value, None) for v in call.args[0].values if isinstance(v, ast.Constant) and v.value)


def called(name: str, args: list[object]) -> Iterator[Message]:
    """The messages in a call, by the name of what is called. What is wrong is told in words of a page under /admin."""
    texts = [a for a in args if isinstance(a, str)]
    if name in ("_", "named", "mark", "missing", "say"):
        yield from ((text, None) for text in texts[:1])
    elif name in ("Type", "UsageError"):
        yield from ((text, None) for text in texts)
    elif name == "counted" and texts:
        one, many = (*texts, f"{texts[0]}s")[:2]
        yield f"{{number}} {one}", f"{{number}} {many}"


def everything() -> dict[str, str | None]:
    """All messages, each with its plural where it has one, in the order of files."""
    found: dict[str, str | None] = {}
    for path in TEMPLATES:
        found |= dict(of_template(path.read_text()))
    for path in (*sorted(SITE.rglob("*.py")), *TOLD, *SENT):
        if path != MACHINES:
            found |= dict(of_code(path.read_text()))
    found.pop("", None)
    return found


def catalogue(code: str) -> Catalog:
    """A language's catalogue as it stands, an empty one where there is none."""
    path = CATALOGUES / f"{code}.po"
    if not path.exists():
        return Catalog(locale=Locale.parse(code))
    with path.open("rb") as file:
        return read_po(file, locale=Locale.parse(code))


def write(code: str, said: dict[str, str | tuple[str, ...]]) -> None:
    """A catalogue with these translations and those it has already."""
    head = f"# What the site says, in {NAMES[code]}; English is the key (`python -m tests.site.catalogue`)."
    new = Catalog(locale=Locale.parse(code), header_comment=head, project="Communique", version="1", fuzzy=False)
    new.msgid_bugs_address, new.last_translator, new.language_team = "", "", code
    old = catalogue(code)
    new.creation_date = new.revision_date = old.creation_date
    for one, many in everything().items():
        known = old.get(one)
        new.add((one, many) if many else one, said.get(one) or (known.string if known else ""))
    with (CATALOGUES / f"{code}.po").open("wb") as file:
        write_po(file, new, width=110, omit_header=False, sort_output=False)


if __name__ == "__main__":
    Path(CATALOGUES).mkdir(exist_ok=True)
    for language in NAMES:
        if language != ENGLISH:
            write(language, {})
