import base64
import io
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import InputRefused
from communique.files.mail import looks_like, page
from communique.model import Page, Report
from communique.reading import read
from communique.reading.inputs import pages

TEXT = (
    "The foreign ministers of Norway and Chile met in Oslo on Thursday and agreed to open talks on fisheries.\n\n"
    "A second meeting is planned for the autumn in Santiago, the ministry said in a statement to reporters.\n"
)
HTML = "".join(f"<p>{block}</p>" for block in TEXT.split("\n\n"))


def message(text: str = TEXT, html: str | None = None, **fields: str) -> EmailMessage:
    made = EmailMessage()
    known = {
        "From": "Press Office of the Ministry <press@ministry.example>",
        "Subject": "Talks in Oslo",
        "Date": "Thu, 21 Mar 2024 21:40:00 +0100",
    }
    for name, value in (known | fields).items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    if html is not None:
        made.add_alternative(html, subtype="html")
    return made


def report(made: EmailMessage | bytes) -> Report:
    return read(page("a.eml", made if isinstance(made, bytes) else made.as_bytes()))


def test_a_message_is_a_report() -> None:
    found = report(message())
    assert (found.title, found.published) == ("Talks in Oslo", "2024-03-21T21:40:00+01:00")
    assert (found.publisher, found.byline) == ("Press Office of the Ministry", ())
    assert found.text.split("\n\n") == [" ".join(block.split()) for block in TEXT.split("\n\n")]


def test_a_person_signs_and_a_list_publishes() -> None:
    found = report(
        message(From="Ingrid Solberg <i@courier.example>", List_Id="The Northern Courier <c.courier.example>")
    )
    assert (found.byline, found.publisher) == (("Ingrid Solberg",), "The Northern Courier")


@pytest.mark.parametrize("subject", ["Re: Talks in Oslo", "Fwd: RE: Talks in Oslo", "AW: WG: Talks in Oslo"])
def test_a_subject_is_a_headline_without_its_prefixes(subject: str) -> None:
    assert report(message(Subject=subject)).title == "Talks in Oslo"


def test_the_html_part_is_taken_unless_the_plain_one_says_more() -> None:
    both = report(message("See the HTML version.", HTML + "<p>Only in the HTML part stands this sentence of it.</p>"))
    assert "Only in the HTML part" in both.text and "See the HTML" not in both.text
    assert "second meeting" in report(message(TEXT, "<p>Open in a newer program.</p>")).text


def test_its_address_is_where_it_is_seen_in_a_browser() -> None:
    link = "https://m.example/5"
    for said in (f"Trouble reading this? <a href='{link}'>View it online</a>", f"<a href='{link}'>View in browser</a>"):
        assert page("a", message("x", f"<p>{said}</p>{HTML}").as_bytes()).url == link
    script = f"<a href='javascript:x'>View in browser</a>{HTML}"
    assert page("a", message("x", script).as_bytes()).url == ""


def test_what_it_quotes_and_signs_is_cut_but_what_it_passes_on_is_kept() -> None:
    quoted = "> The older message said that nobody would come to Oslo.\n"
    answer = TEXT + "\nOn Wed, 20 Mar 2024, Ana Ruiz wrote:\n" + quoted + "\n-- \nIngrid Solberg, spokeswoman\n"
    assert report(message(answer, Subject="Re: Talks")).text == report(message()).text
    html = f"<p>See below.</p><div class='gmail_quote'>{HTML}</div>"
    assert "second meeting" in report(message("x", html, Subject="Fwd: Talks")).text
    older = HTML + "<div class='gmail_quote'><p>The older message said that nobody would come to Oslo at all.</p></div>"
    assert "nobody" not in report(message("x", older, Subject="Re: Talks")).text


def test_charsets_and_encoded_fields_are_read() -> None:
    words = "Министры иностранных дел встретились в Осло в четверг и договорились начать переговоры о рыболовстве."
    body = words.encode("koi8-r")
    head = (
        b"From: =?koi8-r?B?" + base64.b64encode("Пресс-служба министерства".encode("koi8-r")) + b"?= <p@m.example>\n"
        b"Subject: =?utf-8?Q?=D0=9F=D0=B5=D1=80=D0=B5=D0=B3=D0=BE=D0=B2=D0=BE=D1=80=D1=8B?=\n"
        b"Content-Type: text/plain; charset=koi8-r\n\n"
    )
    found = report(head + body)
    assert (found.title, found.text) == ("Переговоры", words)


def test_attachments_are_left_but_messages_in_messages_are_read() -> None:
    made = message("Please see the attached release.")
    made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a.pdf")
    inner = message(TEXT, HTML)
    made.add_attachment(inner)
    assert "second meeting" in report(made).text


def test_a_message_nested_without_end_is_bounded() -> None:
    data = message().as_bytes()
    for _ in range(60):
        data = b"From: a@b.example\nSubject: x\nContent-Type: message/rfc822\n\n" + data
    with pytest.raises(InputRefused):
        page("deep.eml", data)
    wide = b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 20_000
    assert page("wide.eml", wide).body


def test_read_takes_messages_and_boxes_of_them() -> None:
    one = message().as_bytes()
    assert looks_like(one) and not looks_like(b"<html>") and not looks_like(b"Date: today\nPlace: Oslo\n\nText")
    (found,) = pages("a.eml", io.BytesIO(one))
    assert isinstance(found, Page) and read(found).title == "Talks in Oslo"
    box = b"".join(b"From a@b.example Thu Mar 21 21:40:00 2024\n" + one + b"\n" for _ in range(3))
    box += b"From a@b.example Thu Mar 21 21:40:00 2024\nSubject: empty\n\n"
    found_ = list(pages("a.mbox", io.BytesIO(box)))
    assert [isinstance(item, Page) for item in found_] == [True, True, True, False]
    assert str(found_[3]) == "a.mbox, message 4: a message without text"


@given(st.binary(max_size=300), st.integers(0, 600))
@settings(max_examples=150, deadline=None)
def test_no_bytes_in_a_message_bring_it_down(noise: bytes, at: int) -> None:
    data = message(TEXT, HTML).as_bytes()
    for item in pages("a.eml", io.BytesIO(data[:at] + noise + data[at:])):
        assert isinstance(item, Page | InputRefused)
