"""What a form about the words of a brief says."""

from collections.abc import Mapping, Sequence

from communique.editorial import Editors
from communique.errors import UsageError
from communique.model import Citation, Hand, Ruling

MOST = 80  # sentences of a form


def ruled(editors: Editors, act: str, story: str, form: Mapping[str, Sequence[str]], by: str) -> Ruling | Hand | None:
    """What an editor does with a brief by a form: save it, release it (saved first), give it back, take or keep."""

    def said(name: str) -> str:
        return next(iter(form.get(name) or ()), "")

    turn = int(said("turn")) if said("turn").isdecimal() and len(said("turn")) < 10 else -1
    why = said("why")
    words = (said("headline"), said("standfirst"), said("body"))
    match act:
        case "save":
            return editors.save(story, words, by, turn, chosen(form), whys(form))
        case "release":
            saved = editors.save(story, words, by, turn, chosen(form), whys(form))
            return editors.release(story, by, saved.turn, why)
        case "revert":
            return editors.revert(story, by, turn, why)
        case "take":
            return editors.take(story, by, turn, why)
        case "keep":
            return editors.keep(story, by, turn, why)
    return None


def numbered(form: Mapping[str, Sequence[str]]) -> dict[int, str]:
    """The sentences that the form was shown with."""
    found = ((n, next(iter(form.get(f"sentence-{n}") or ()), "")) for n in range(MOST))
    return {n: text for n, text in found if text}


def chosen(form: Mapping[str, Sequence[str]]) -> dict[str, list[Citation]]:
    """The citations that were chosen, by sentence. Raises UsageError for what no form of ours sends."""
    return {text: [cited(given) for given in form.get(f"cite-{n}") or ()] for n, text in numbered(form).items()}


def whys(form: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Why a sentence is kept, by sentence."""
    return {text: next(iter(form.get(f"keep-{n}") or ()), "") for n, text in numbered(form).items()}


def cited(given: str) -> Citation:
    """`REPORT@START-END` or `REPORT@START-END.VERSION`, as a form carries it. Raises UsageError."""
    report, _, place = given.rpartition("@")
    place, _, version = place.partition(".")
    start, _, end = place.partition("-")
    if not report or not all(part.isdecimal() and len(part) < 10 for part in (start, end, version or "1")):
        raise UsageError("{given}: no citation", given=given)
    return Citation(report=report, start=int(start), end=int(end), version=int(version or 1))


def written(citation: Citation) -> str:
    """The same, for a form."""
    return f"{citation.report}@{citation.start}-{citation.end}.{citation.version}"
