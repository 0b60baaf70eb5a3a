"""The editors' page for the words of a brief: a form, what the check says to each sentence, the desk's newer text."""

from collections.abc import Mapping, Sequence

from starlette.requests import Request

from communique.editorial import Editors
from communique.errors import UsageError
from communique.lexicon.revisions import revision
from communique.model import Brief, Citation, EditorsText, Hand, Noun, Reason, Sentence, Session
from communique.site import history
from communique.site.admin_text import written
from communique.site.archive import Archive, Quoted
from communique.site.frame import Frame
from communique.site.pages.admin import done


class Candidate(Noun, frozen=True):
    """A report sentence that is cited for a sentence, or could be."""

    value: str
    quoted: Quoted
    cited: bool


class Checked(Noun, frozen=True):
    """A sentence of the text with what the check says against it and what it rests on."""

    text: str
    reasons: tuple[Reason, ...]
    why: str
    candidates: tuple[Candidate, ...]


def text(
    frame: Frame,
    request: Request,
    session: Session,
    editors: Editors,
    problem: str = "",
    form: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """`/admin/story/{id}/text`; after a form that could not be done, with why not and what it said."""
    archive, id = frame.archive(), request.path_params["story"]
    brief = archive.brief(id)
    try:
        hand = editors.hand(id)
    except UsageError:
        hand, brief = Hand(story=id), None
    if brief is None:
        settled = archive.settled(id)
        gone = settled if settled != id else None
        return frame.rendered(request, "admin_none.html", session=session, id=id, settled=gone, what="story")
    fields = written_fields(hand.draft, brief)
    if form is not None:
        fields = {name: next(iter(form.get(name) or ()), fields[name]) for name in fields}
    return frame.rendered(
        request,
        "admin_text.html",
        session=session,
        brief=brief,
        hand=hand,
        fields=fields,
        theirs=written_fields(hand.draft, brief) if form is not None else None,
        checked=checked(archive, hand),
        copied=(hand.draft or hand.text or EditorsText(by="", at="", headline="")).copied,
        newer=revision(brief, hand.newer) if hand.newer else None,
        saved=bool(request.query_params.get("saved")),
        done=done(frame, archive, request.query_params.get("done", "")),
        history=history.entries(archive, frame.store.rulings(history.SHOWN, story=id), id, names=True),
        problem=problem,
        why=next(iter((form or {}).get("why") or ()), ""),
    )


def written_fields(draft: EditorsText | None, brief: Brief) -> dict[str, str]:
    """A text as the form has it: of the draft, else of the brief."""
    told: EditorsText | Brief = draft or brief
    return {
        "headline": told.headline,
        "standfirst": joined(told.standfirst),
        "body": "\n\n".join(joined(paragraph) for paragraph in told.body),
    }


def joined(paragraph: Sequence[Sentence]) -> str:
    """The sentences of a paragraph in one."""
    return " ".join(sentence.text for sentence in paragraph)


def checked(archive: Archive, hand: Hand) -> list[Checked]:
    """Each sentence of the editor's text, drafted or released, with what the check said."""
    told = hand.draft or hand.text
    if told is None:
        return []
    warned = {one.sentence: one for one in told.warned}
    sentences = [*([Sentence(text=told.headline)] if told.headline in warned else []), *told.sentences]
    found = []
    for sentence in sentences:
        said = warned.get(sentence.text)
        every = dict.fromkeys((*sentence.citations, *(said.nearest if said else ())))
        found.append(
            Checked(
                text=sentence.text,
                reasons=said.reasons if said else (),
                why=sentence.kept or "",
                candidates=tuple(candidate(archive, c, c in sentence.citations) for c in every),
            )
        )
    return found


def candidate(archive: Archive, citation: Citation, cited: bool) -> Candidate:
    """A report sentence with its words in their context."""
    return Candidate(value=written(citation), quoted=archive.quoted(citation), cited=cited)
