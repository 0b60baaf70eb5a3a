"""A brief as mail, and many in one digest: plain text and HTML, without pictures and without anything that tells who
read it.

The Message-ID is that of the watch, the story and the version, so that a message that had to be sent twice is known as
one; an update answers the message before it and threads with it. No word of a brief or a title can become a header.
"""

import re
import textwrap
from collections.abc import Sequence
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import quote

from markupsafe import escape

from communique.dispatch.speech import Speech, in_english
from communique.dispatch.told import Told, day, facts
from communique.errors import UsageError
from communique.model import Noun, Watch, identity

WIDTH = 76
LONGEST_SUBJECT = 180
PLAIN = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*"
                   r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?", re.ASCII)  # fmt: skip
PAGE = "margin:0 auto;max-width:38em;padding:1em;font:16px/1.5 Georgia,serif"
SMALL = "font:13px/1.5 sans-serif"


class Writing(Noun, frozen=True):
    """Who writes: the desk's title, the sender, the time of the Date header, by the desk's clock, and the language of
    what is said around the brief."""

    desk: str
    sender: Address
    now: datetime
    speech: Speech


def address(text: str, what: str = "") -> Address:
    """A mail address, alone or with a name before it. Raises UsageError naming it for what is none."""
    found = re.fullmatch(r"\s*(?:(?P<name>[^<>]*?)\s*<(?P<in>[^<>\s]*)>|(?P<bare>[^<>\s]*))\s*", text)
    bare = (found["in"] or found["bare"] or "") if found else ""
    if not found or not bare.isascii() or len(bare) > 254 or not PLAIN.fullmatch(bare) or ".." in bare:
        raise UsageError(f"{what}{line(text)}: not a mail address: name@example.org, in ASCII")
    user, _, domain = bare.rpartition("@")
    if user.startswith(".") or user.endswith("."):
        raise UsageError(f"{what}{line(text)}: not a mail address: name@example.org, in ASCII")
    return Address(line((found["name"] or "").strip('"')), user, domain)


def letter(watch: Watch, told: Told, writing: Writing) -> EmailMessage:
    """The mail about one brief."""
    sent = day(told.sent or "", writing.speech)
    what = writing.speech.say("the brief sent on {day}", day=sent) if told.withdrawn else told.brief.headline
    subject = mark(told, writing.speech) + what
    message = begun(watch, subject, writing, named(watch, told.brief.story, told.brief.version, told.why, writing))
    if told.before is not None:
        earlier = [named(watch, told.brief.story, n, "", writing) for n in dict.fromkeys((told.first, told.before))]
        message["In-Reply-To"] = earlier[-1]
        message["References"] = " ".join(earlier)
    return filled(message, watch, [told], writing)


def digest(watch: Watch, told: Sequence[Told], writing: Writing) -> EmailMessage:
    """One mail about all stories of a watch, in the order of their reports."""
    ordered = sorted(told, key=lambda one: one.at)
    speech = writing.speech
    stories, today = speech.counted(len(ordered), "story", "stories"), speech.day(writing.now.date())
    subject = speech.say("{title}: {stories}, {day}", title=watch.title, stories=stories, day=today)
    versions = [f"{one.brief.story}.{one.brief.version}" for one in ordered]
    id = f"<{identity('d', watch.id, *versions)}.{watch.id}@{writing.sender.domain}>"
    return filled(begun(watch, subject, writing, id), watch, ordered, writing)


def named(watch: Watch, story: str, version: int, why: str, writing: Writing) -> str:
    """The Message-ID of a version of a brief for a watch."""
    sample = "sample." if why == "sample" else ""
    return f"<{sample}{identity('m', watch.id, story)}.{version}.{watch.id}@{writing.sender.domain}>"


def begun(watch: Watch, subject: str, writing: Writing, id: str) -> EmailMessage:
    """A message with its headers."""
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = writing.sender
    message["To"] = address(watch.mail or "")
    plain = line(subject).replace("=?", "= ?")  # what looks like an encoded word would be read as one
    message["Subject"] = textwrap.shorten(plain, LONGEST_SUBJECT, placeholder=" …") or "…"
    message["Date"] = format_datetime(writing.now)
    message["Message-ID"] = id
    message["List-Id"] = f"<{watch.id}.{writing.sender.domain}>"
    message["List-Unsubscribe"] = f"<{leaving(watch, writing)}>"
    message["Auto-Submitted"] = "auto-generated"
    return message


def leaving(watch: Watch, writing: Writing) -> str:
    """Where somebody writes who wants no more of it."""
    return f"mailto:{quote(writing.sender.addr_spec, safe='@')}?subject=unsubscribe%20{watch.id}"


def filled(message: EmailMessage, watch: Watch, told: Sequence[Told], writing: Writing) -> EmailMessage:
    """The message with its text, plain and as HTML."""
    speech = writing.speech
    foot = speech.say(
        "You get this because {sender} sends what {desk} has on: {title}. "
        "To end it, write to {sender} with the subject: unsubscribe {watch}",
        sender=writing.sender.addr_spec, desk=writing.desk, title=watch.title, watch=watch.id,
    )  # fmt: skip
    parts = [text(one, speech) for one in told]
    rule = "\n\n" + "-" * WIDTH + "\n\n"
    message.set_content(f"{rule.join(parts)}\n\n-- \n{wrapped(foot)}\n", cte="quoted-printable")
    body = "".join(html(one, speech) for one in told)
    turned = ' dir="rtl"' if speech.direction == "rtl" else ""
    page = (
        f'<!DOCTYPE html><html lang="{speech.tag}"{turned}><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(line(watch.title))}</title></head>'
        f'<body style="margin:0"><div style="{PAGE}">{body}<p style="{SMALL}">{escape(line(foot))} '
        f'(<a href="{escape(leaving(watch, writing))}">{escape(speech.say("write it"))}</a>).</p></div></body></html>'
    )
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{identity('b', message['Message-ID'])}")  # no part can hold it: they write = otherwise
    return message


def mark(told: Told, speech: Speech) -> str:
    """What stands before a headline, for why it is sent."""
    match told.why:
        case "updated":
            return speech.say("Update: ")
        case "corrected":
            return speech.say("Corrected: ")
        case "withdrawn":
            return speech.say("Withdrawn: ")
        case "sample":
            return speech.say("Sample: ")
    return ""


def text(told: Told, speech: Speech) -> str:
    """A brief in plain text."""
    head = [f"{mark(told, speech)}{heading(told, speech)}"]
    paragraphs = [*head, *([told.standfirst] if not told.withdrawn else []), *told.notices]
    if told.changes:
        paragraphs.append("\n".join(f"- {change}" for change in told.changes))
    parts = ["\n".join(wrapped(part) for part in paragraph.split("\n")) for paragraph in paragraphs if paragraph]
    told_of = [wrapped(f"{speech.say('{name}:', name=name)} {said}") for name, said in facts(told, speech)]
    parts += ["\n".join(told_of)] if told_of else []
    return "\n\n".join([*parts, told.address])


def html(told: Told, speech: Speech) -> str:
    """A brief as HTML. What the desk wrote is English in a message in another language, too, and marked so."""
    ours = in_english(speech)
    standfirst = "" if told.withdrawn else f"<p{ours}>{escape(line(told.standfirst))}</p>"
    notices = "".join(f"<p{ours}><b>{escape(line(notice))}</b></p>" for notice in told.notices)
    changes = "".join(f"<li>{escape(line(change))}</li>" for change in told.changes)
    rows = "".join(row(name, said, speech) for name, said in facts(told, speech))
    return (
        f'<h1 style="font-size:22px;line-height:1.25">{mark(told, speech)}<a href="{escape(told.address)}"'
        f"{'' if told.withdrawn else ours}>{escape(heading(told, speech))}</a></h1>{standfirst}{notices}"
        + (f"<ul{ours}>{changes}</ul>" if changes else "")
        + (f'<p style="{SMALL}">{rows}</p>' if rows else "")
        + "<hr>"
    )


def row(name: str, said: str, speech: Speech) -> str:
    """A fact with its name; names of people and places may run the other way than the message."""
    shown = escape(line(said))
    kept = shown if speech.tag == "en" else f'<bdi dir="auto">{shown}</bdi>'
    return f"<b>{escape(speech.say('{name}:', name=name))}</b> {kept}<br>"


def heading(told: Told, speech: Speech) -> str:
    """The headline, which a brief that is withdrawn has no more."""
    if told.withdrawn and told.sent:
        return speech.say("the brief sent on {day}", day=day(told.sent, speech))
    if told.withdrawn:
        return speech.say("a brief")
    return line(told.brief.headline)


def wrapped(text: str) -> str:
    """A paragraph in lines; no address is cut."""
    return textwrap.fill(line(text), WIDTH, break_long_words=False, break_on_hyphens=False)


def line(text: str) -> str:
    """One line, without what could end it or hide in it."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
