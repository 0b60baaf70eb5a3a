import pytest

from communique.decoding import decoded
from communique.reading import read

from .pages import html, page

TEXTS = {
    "fr": "Les ministres des Affaires étrangères se sont réunis à Genève pour évoquer l'économie européenne.",
    "es": "El presidente viajó a México para firmar un acuerdo de cooperación económica con su homólogo español.",
    "de": "Der Außenminister reiste nach Zürich, um über die Verträge zwischen den Ländern zu sprechen.",
    "pt": "O ministro das Relações Exteriores viajou a São Paulo para discutir a cooperação econômica.",
    "ru": "Министры иностранных дел двух стран встретились в Москве и обсудили торговые отношения.",
    "ar": "التقى وزيرا خارجية البلدين في القاهرة وبحثا العلاقات الثنائية والتعاون الاقتصادي بين الجانبين.",
    "zh": "两国外长星期四在北京举行会谈,就双边关系和共同关心的国际问题交换了意见,并签署了合作文件。",
    "ko": "두 나라의 외교장관은 목요일 서울에서 회담을 열고 양국 관계와 경제 협력 방안을 논의했다고 밝혔다.",
    "ja": "両国の外相は木曜日に東京で会談し、二国間関係と経済協力について意見を交わしたと発表した。",
}
LEGACY = [
    ("fr", "iso-8859-1"), ("fr", "windows-1252"), ("es", "iso-8859-15"), ("de", "iso-8859-1"), ("ru", "windows-1251"),
    ("ru", "koi8-r"), ("ar", "windows-1256"), ("zh", "gb2312"), ("zh", "gbk"), ("zh", "big5"), ("ko", "euc-kr"),
    ("ja", "shift_jis"), ("ja", "euc-jp"), ("ja", "iso-2022-jp"),
]  # fmt: skip


@pytest.mark.parametrize("language", TEXTS)
def test_pages_in_many_languages_are_read_and_known(language: str) -> None:
    body = f"<p>{TEXTS[language]}</p>" * 1 + f"<p>{TEXTS[language]} {TEXTS[language]}</p>"
    report = read(page(html(body, before="<h1>1</h1>", lang="")))
    assert report.text.startswith(TEXTS[language])
    assert report.language == language


@pytest.mark.parametrize(("language", "encoding"), LEGACY)
@pytest.mark.parametrize("where", ["header", "meta"])
def test_declared_encodings_are_kept(language: str, encoding: str, where: str) -> None:
    text = TEXTS[language]
    if encoding == "big5":
        text = "兩國外長星期四在北京舉行會談,就雙邊關係和共同關心的國際問題交換了意見。"
    source = f"<meta charset={encoding}><p>{text}</p>" if where == "meta" else f"<p>{text}</p>"
    kind = f"text/html; charset={encoding}" if where == "header" else None
    assert text in decoded(source.encode(encoding), kind)


def test_valid_utf8_goes_before_a_wrong_declaration() -> None:
    text = "<meta charset=iso-8859-1><p>Erdoğan à Genève – “talks”</p>"
    assert decoded(text.encode(), "text/html; charset=latin1") == text


def test_marks_and_the_windows_habit() -> None:
    assert decoded("\ufeff<p>é</p>".encode("utf-8")) == "<p>é</p>"
    assert decoded("<p>é</p>".encode("utf-16")) == "<p>é</p>"
    assert decoded(b"<meta charset=iso-8859-1><p>\x93talks\x94</p>").endswith("<p>“talks”</p>")


def test_undeclared_bytes_never_fail() -> None:
    assert "Gen" in decoded("<p>Genève est là, où l'été s'achève déjà</p>".encode("cp1252"))
    assert decoded(b"\xff\xfe\xfd\x81 \x00", "text/html; charset=nonsense")


def test_the_words_decide_over_a_wrong_language_tag() -> None:
    body = f"<p>{TEXTS['fr']} {TEXTS['fr']}</p><p>Ils ont signé plusieurs accords au cours de la journée de jeudi.</p>"
    assert read(page(html(body, lang="en"))).language == "fr"
