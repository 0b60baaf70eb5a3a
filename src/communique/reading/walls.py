"""Pages that stand where an article should: log-in, consent, not found, browser check, maintenance, domain for sale,
an empty shell, a page that only leads on.

Words alone prove nothing, since there are articles on cookies and on pages that are not found. A page is one of these
only where its text is short and either its own title or headline, between separators, says nothing else, or most of
the text is what such pages say.
"""

import re
from collections.abc import Iterator

from communique.model import Noun
from communique.reading.document import Document
from communique.reading.places import headline
from communique.reading.titles import CUT, tidy

SHORT = 1200  # characters: with more there is something to read, whatever the page is called
BARE = 100  # characters: with less, a form or a script is what the page is for
PASSING = 300  # characters of a page that only leads on
MOST = 20_000  # characters of a page's words that are looked at
QUICK = 10  # seconds: who is sent on sooner was not meant to read
UNSEEN = ("script", "style", "template", "svg", "head")


class Wall(Noun, frozen=True):
    """A kind of page that is no article: what it is, what its title says and nothing else, what its text says."""

    reason: str
    title: str
    text: str = r"(?!)"


WALLS = (
    Wall(
        reason="a log-in page, not an article",
        title=r"(please )?(log|sign)[ -]?(in|on)( or (register|sign up|create an account))?( to (continue"
        r"|your account))?"
        r"|(member|subscriber|account|user) (log[ -]?in|sign[ -]?in)|log[ -]?in required|anmelden|einloggen|anmeldung"
        r"|(se )?connecter|connexion|identifiez-vous|iniciar sesi[oó]n|acceder|iniciar sess[aã]o|entrar|fazer login"
        r"|accedi|inloggen|logowanie|zaloguj się|giriş( yap)?|вход|войти|авторизация|登录|登入|登錄|ログイン|로그인"
        r"|تسجيل الدخول",
    ),
    Wall(
        reason="a cookie or consent notice, not an article",
        title=r"(before you continue|(your|we value your) privacy( choices| settings)?|cookie (consent|notice"
        r"|settings|wall)"
        r"|cookies|consent|datenschutz-?einstellungen|cookie-einstellungen|gestion des cookies"
        r"|configuraci[oó]n de cookies|impostazioni cookie|настройки cookie)",
        text=r"\b(we|our partners|this (web)?site)\b[^.]{0,60}\buses? cookies\b|(^|[.!?] |\byou (can"
        r"|may) )(accept|reject|allow"
        r"|manage) (all )?(\w+ )?cookies\b|\b(manage|change) your (privacy|cookie|consent)"
        r"|\bstore and/or access information on a device"
        r"|\bwir (und unsere partner )?(verwenden|nutzen|setzen) cookies"
        r"|\bnous (et nos partenaires )?utilisons des cookies"
        r"|\b(nosotros y nuestros socios )?(utilizamos|usamos) (as |los )?cookies|\butilizziamo (i )?cookie"
        r"|\bwij (gebruiken|plaatsen) cookies|мы используем (файлы )?(cookie|куки)|我们使用 ?cookie|(クッキー"
        r"|cookie)を使用"
        r"|쿠키를 사용",
    ),
    Wall(
        reason="a page that says it was not found",
        title=r"((http )?(error|fehler|erreur|ошибка|erro) ?:? ?)?404( ?[-:]? ?(error|not found|page not found))?!?"
        r"|(sorry, )?(the )?(page|article|story|content) (was |is |could )?(not (be )?found|no longer available)"
        r"|not found|oops!?|(die )?seite (wurde )?nicht gefunden|page (introuvable|non trouvée)"
        r"|p[aá]gina no encontrada"
        r"|p[aá]gina n[aã]o encontrada|pagina non trovata|pagina niet gevonden|nie znaleziono strony|sayfa bulunamadı"
        r"|страница не найдена|页面不存在|找不到页面|頁面不存在|ページが見つかりません"
        r"|페이지를 찾을 수 없습니다|الصفحة غير موجودة",
        text=r"\b(page|article|story|address|link) (that )?(you('re| are| were|'ve| have)? ?(looking for"
        r"|requested|trying to"
        r" reach|followed))[^.]{0,40}\b(not|n't|no longer|moved|removed|expired)\b"
        r"|die (von ihnen )?(gesuchte|angeforderte) seite|la page (que vous (recherchez|demandez)|demandée)"
        r"|la p[aá]gina que (busca|buscas|est[aá] buscando)|a p[aá]gina que (voc[eê] )?procura"
        r"|запрашиваемая страница",
    ),
    Wall(
        reason="a check for robots, not an article",
        title=r"just a moment(\.\.\.|…)?|attention required!?|access denied|(are you"
        r"|verify you are) (a )?(human|robot)\??"
        r"|(security|browser) (check|verification)|captcha|one more step|ddos protection.{0,30}"
        r"|pardon our interruption",
        text=r"\b(verify|confirm|prove|make sure|checking)( that)? you( are|'re) (a |not a )?(human|robot)"
        r"|\bchecking your browser|\benable javascript and cookies to continue|\bunusual (traffic|activity) from your"
        r"|\b(complete|solve) the captcha|\byou have been blocked|\bneeds to review the security of your connection"
        r"|best[aä]tigen sie, dass sie (ein mensch|kein roboter)|v[eé]rifi\w+ que vous (êtes humain"
        r"|n'êtes pas un robot)"
        r"|(verifique|confirme) que (usted )?(es humano|no es un robot)|подтвердите, что вы не робот",
    ),
    Wall(
        reason="a notice of maintenance, not an article",
        title=r"((site |website )?(is )?(under|down for|scheduled) maintenance|we('ll| will) be (right )?back( soon)?"
        r"|maintenance( mode)?|temporarily unavailable|service unavailable|wartungsarbeiten|(site )?en maintenance"
        r"|en mantenimiento|em manuten[cç][aã]o|технические работы|メンテナンス中|维护中)",
        text=r"\b(web)?site is (currently |temporarily )?(down|under|undergoing|unavailable)|\bbe back (soon"
        r"|shortly)\b"
        r"|\bscheduled maintenance\b[^.]{0,60}\bsite",
    ),
    Wall(
        reason="a domain without a site",
        title=r"(this )?domain( name)? (is )?(for sale|parked|expired)|parked domain|account suspended"
        r"|welcome to nginx!?|index of /|apache2? .{0,30}default page.{0,20}|coming soon",
        text=r"\bth(is|e) domain( name)?( \S{1,80})? (is|may be|has|was) (for sale|parked|expired|registered"
        r"|available)"
        r"|\bbuy this domain|diese domain steht zum verkauf|ce domaine est à vendre|este dominio está en venta",
    ),
    Wall(
        reason="an empty page that a script would fill",
        title=r"loading(\.\.\.|…)?|javascript (is )?(required|disabled)",
        text=r"\b(please |need to |must )?(enable|turn on|activate) (your )?javascript\b|\bjavascript (is"
        r"|must be|to be)"
        r" (required|disabled|enabled|turned)|\brequires javascript|aktivieren sie (bitte )?javascript"
        r"|(veuillez )?activer javascript|(active|habilite|activar) (el |o )?javascript|включите javascript",
    ),
)
KINDS = tuple((w.reason, re.compile(w.title, re.IGNORECASE), re.compile(w.text, re.IGNORECASE)) for w in WALLS)


def wall(document: Document, text: str) -> str | None:
    """What the page is instead of an article, in plain words; None where it may well be one. `text` is what was found
    in it as the article's."""
    if len(text) > SHORT:
        return None
    dated = document.article.get("datePublished")  # "Access denied" may be the headline of a report
    called = [] if dated else list(_called(document))
    shown = text if len(text) > BARE else _shown(document)
    for reason, title, words in KINDS:
        if any(title.fullmatch(name) for name in called) or _mostly(words, text) or _mostly(words, shown):
            return reason
    if len(text) <= PASSING and _leads_on(document):
        return "a page that only leads on to another"
    if len(text) > BARE:
        return None
    if document.tree.xpath("//input[translate(@type, 'PASWORD', 'pasword')='password']") and len(shown) < SHORT:
        return KINDS[0][0]
    return KINDS[-1][0] if len(shown) < 50 and document.tree.xpath("//script") else None


def _called(document: Document) -> Iterator[str]:
    """What the page calls itself: its title and its headline, in the pieces between separators."""
    top = headline(document)
    for name in (document.tree.findtext(".//title"), top.text_content() if top is not None else None):
        for piece in CUT.split(tidy(name) or ""):
            yield piece.strip()


def _shown(document: Document) -> str:
    """All words of the page that a reader without scripts would see, and what it says to just that reader."""
    unseen = " or ".join(f"ancestor::{tag}" for tag in UNSEEN)
    found = document.tree.xpath(f"/descendant::body/descendant::text()[not({unseen})]")
    return "\n\n".join(words for part in found if (words := " ".join(str(part).split())))[:MOST]


def _mostly(words: re.Pattern[str], text: str) -> bool:
    """Whether the blocks that say this are at least half of a short text."""
    said = sum(len(block) for block in text.split("\n\n") if words.search(block))
    return 0 < len(text) <= SHORT and said * 2 >= len(text)


def _leads_on(document: Document) -> bool:
    """Whether a meta element sends the reader to another page at once."""
    told = re.match(r"\s*(\d{1,9})[\d.]*\s*[;,]\s*url\s*=", document.first("refresh") or "", re.IGNORECASE)
    return told is not None and int(told[1]) <= QUICK
