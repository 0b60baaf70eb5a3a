"""What stands in and around an article and is none of it: captions, posts of networks, boxes that ask for an address,
labels of advertisements, "read more".

Elements go before the article is looked for, by what they are or call themselves; lines go afterwards, by what they
say. A class is only believed of an element that is short, and a line only where it says nothing else.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

UNSEEN = ("script", "style", "template", "svg", "figcaption", "amp-ad", "amp-embed", "amp-social-share")
LONGEST_ELEMENT = 1200  # characters: a longer element is not believed to be furniture for its class
LONGEST_LINE = 240
MOST_LINES = 5_000
BLOCK = frozenset(["p", "div", "ul", "ol", "dl", "table", "blockquote", "section", "article", "figure", "pre", "hr",
                   "h1", "h2", "h3", "h4", "h5", "h6", "form", "aside", "main", "header", "footer"])  # fmt: skip
CALLED = re.compile(
    r"(?:^|\s)(?:(?:[a-z0-9]+[_-]+){0,2}captions?(?:[_-]text)?|(?:[a-z0-9]+[_-]+)?(?:photo|image|img|picture)[_-]?credits?"
    r"|instagram-media|tiktok-embed|fb-(?:post|video)"
    r"|newsletter(?:[_-]?(?:sign-?up|form|box|promo|widget|module|embed|cta|subscribe|block))?"
    r"|pull-?quotes?|ad-?(?:slot|label|container|wrapper|unit|placeholder)|advert(?:isement|ising)?s?"
    r"|ads?|ad-?(?:banner|box)|sponsored(?:-content)?|anzeige|werbung|publicit[eé]|publicidad"
    r"|(?:article-?|story-?|in-?line-?)?related(?:[_-]?(?:articles?|stories|posts?|links?|news|box))?"
    r"|read-?(?:more|also)(?:[_-]?(?:box|links?))?|(?:social-?|article-?)?share(?:[_-]?(?:bar|buttons?|links?|tools))?"
    r"|cookie-?(?:banner|notice|consent|bar)|sharedaddy|jp-relatedposts)(?:$|\s|__)",
    re.IGNORECASE,
)
OWN = re.compile(r"content|body|(?:^|\s)(?:article|story|post|entry)(?:$|\s)", re.IGNORECASE)
LABEL = (
    r"(?:read|see|watch)[ -](?:more|also|next|on)|also read|more (?:on this (?:story|topic)|from (?:us|this section))"
    r"|related(?: (?:stories|articles|content|coverage|news|posts|links|reading|topics))?"
    r"|recommended(?: (?:reading|stories|for you))?|further reading|you (?:may|might) also (?:like|be interested in)"
    r"|most (?:read|viewed|popular)|don[’']t miss|editor[’']?s[’']? (?:picks?|choice)"
    r"|(?:lee|lea|ver|vea|leer|mira) (?:también|además|más)|te puede interesar|noticias? relacionadas?"
    r"|(?:à )?lire (?:aussi|également)|voir aussi|à lire|sur le même sujet|lesen sie (?:auch|mehr|dazu)|lies auch"
    r"|(?:auch|mehr) (?:interessant|zum thema)|leggi anche|(?:leia|veja) (?:também|mais)|lees ook|bekijk ook"
    r"|(?:czytaj|zobacz) (?:też|także|również|więcej)|читайте (?:также|ещё|еще)|(?:материалы )?по теме"
    r"|читайте також"
    r"|اقرأ (?:أيضا|أيضًا|المزيد)|إقرأ أيضا|مواضيع ذات صلة|(?:延伸|相关|相關)(?:阅读|閱讀|新闻|新聞|报道|報導|文章)"
    r"|関連(?:記事|ニュース)|あわせて読みたい|관련\s?(?:기사|뉴스)|ayrıca okuyun|ilgili haberler|baca juga"
)
LINES = tuple(
    re.compile(rf"\W*(?:{words})\W*", re.IGNORECASE | re.DOTALL)
    for words in (
        rf"(?:{LABEL})(?:\s*[:：|»›>–—].*)?",
        r"(?:read|see) (?:more|also) (?:on|about|from|in|here)\b.*|read (?:the )?(?:full|whole) (?:story|article) .*",
        r"(?:advertise?ment|advertorial|advert|ads? by .{1,30}|sponsored(?: (?:content|by .{1,40}))?|paid content"
        r"|anzeige|werbung|publicité|publicidad(?:e)?|pubblicità|reklama?|реклама|إعلان|广告|廣告|広告|광고)"
        r"(?:\W+(?:(?:continue|keep) reading|scroll|story continues|article continues).{0,40})?",
        r"(?:story|article|text|content) continues (?:below|after).{0,40}|(?:continue|keep) reading below"
        r"|scroll (?:down )?to continue.{0,30}",
        r"(?:please )?(?:sign up|subscribe|register)\b.{0,80}\b(?:newsletters?|inbox|alerts?|bulletin|briefing"
        r"|e-?mails?|channel|podcast)\b.*",
        r"(?:get|receive|have) .{0,80}\b(?:in|to) your (?:e-?mail )?inbox\b.*",
        r"(?:click|tap) here (?:to|for|and)\b.*",
        r"(?:follow|join|like|find) (?:us|our)\b.{0,60}\b(?:twitter|facebook|instagram|telegram|whatsapp|youtube|x"
        r"|linkedin|google news|threads|bluesky|channel)\b.*",
        r"(?:share|print|e-?mail|save|bookmark|tweet|listen to) (?:this|the)"
        r"(?: (?:article|story|page|post|report|news))?(?: (?:on|with|via|to) .{1,40})?",
        r"share|tweet|copy link|link copied",
        r"(?:suscríb[ae](?:se|te)|inscr[ií]b[ae](?:se|te)|assine|inscreva-se|iscriviti)\b.{0,60}"
        r"\b(?:bolet[ií]n|newsletter|canal|correo).*",
        r"(?:inscrivez|abonnez)-vous\b.{0,60}\b(?:lettre|newsletter|infolettre|chaîne).*",
        r"(?:newsletter|unseren newsletter|hier)\b.{0,30}\b(?:abonnieren|bestellen|anmelden).{0,60}",
        r"подп(?:исывайтесь|ишитесь) на .{1,80}|اشترك(?:وا)? في .{1,80}|تابعونا على .{1,60}"
        r"|订阅.{1,40}(?:通讯|邮件).{0,20}",
        r"(?:subscribe|register|log ?in|sign ?in|join)\b.{0,80}\b(?:(?:continue|keep) reading|read everything"
        r"|full access|unlimited access|devices)\b.*",
        r"(?:to )?(?:continue|keep) reading(?: (?:with|this|for|by|,).*|, .*)?|already (?:a|have) .{0,60}"
        r"|create (?:a|your) free account.*|this (?:article|story|content) is (?:only )?(?:available )?(?:for|to)"
        r" .{0,30}subscribers.{0,60}",
        r"(?:\d{1,5} )?comments?(?: \(\d{1,5}\))?|leave a (?:reply|comment)|(?:view|show|load|post)(?: \w+)? comments?"
        r"|comments (?:are|have been) (?:closed|disabled).*",
        r"(?:©|\(c\) |copyright (?:©|\(c\)|\d{4})).*|.{0,80}\ball rights reserved"
        r"|저작권자.*|.{0,30}(?:禁止转载|無断転載).{0,30}"
        r"|.{0,40}무단\s?전재.{0,40}",
        r"(?:photo(?:graph|grapher)?|image|picture|foto(?:graf[ií]a)?|bild|фото)s?(?: credits?| by| courtesy of)?"
        r"\s*[:：/©].{1,100}",
        r"(?:责任编辑|責任編輯|编辑|編輯)\s*[:：/].{1,30}",
    )
)


def cleared(tree: HtmlElement) -> HtmlElement:
    """A copy of the page without elements that are furniture, and with paragraphs where only line breaks part them."""
    tree = deepcopy(tree)
    etree.strip_elements(tree, *UNSEEN, etree.Comment, with_tail=False)
    for element in list(tree.iter("p", "div", "aside", "section", "blockquote", "span", "ul", "li", "h3", "h4")):
        if element.getparent() is not None and _is_furniture(element):
            element.drop_tree()
    parted = {element.getparent() for element in tree.iter("br") if _is_doubled(element)}
    for parent in parted:
        if parent is not None:
            _part(parent)
    return tree


def without(blocks: list[str]) -> list[str]:
    """The blocks less the lines that say nothing of the article; more than any article has are left as they are."""
    if len(blocks) > MOST_LINES:
        return blocks
    return [block for block in blocks if len(block) > LONGEST_LINE or not any(line.fullmatch(block) for line in LINES)]


def _is_furniture(element: HtmlElement) -> bool:
    called = f"{element.get('class') or ''} {element.get('id') or ''}"
    return _speaks_against(called) and len(element.text_content()) <= LONGEST_ELEMENT


@lru_cache(maxsize=4096)  # most elements of a page are called what others are
def _speaks_against(called: str) -> bool:
    return bool(CALLED.search(called)) and not OWN.search(called)


def _is_doubled(br: HtmlElement) -> bool:
    """Whether nothing but white space stands between this line break and the next."""
    after = br.getnext()
    return after is not None and after.tag == "br" and not (br.tail or "").strip()


def _part(parent: HtmlElement) -> None:
    """Put what stands between two doubled line breaks into paragraphs; block elements stay where they are."""
    pieces = list(_pieces(parent))
    for child in list(parent):
        parent.remove(child)
    parent.text = None
    if parent.tag in ("p", "font", "span", "b", "strong", "i", "em"):
        parent.tag = "div"
    parent.extend(pieces)


def _pieces(parent: HtmlElement) -> Iterator[HtmlElement]:
    """Block elements of the parent as they are, and paragraphs of what stands between them and doubled breaks."""
    paragraph = parent.makeelement("p")
    paragraph.text = parent.text
    for child in list(parent):
        tail, doubled = child.tail, child.tag == "br" and _is_doubled(child)
        child.tail = None
        if doubled or child.tag in BLOCK:
            yield paragraph
            if not doubled:
                yield child
            paragraph = parent.makeelement("p")
            paragraph.text = tail
        else:
            paragraph.append(child)
            child.tail = tail
    yield paragraph
