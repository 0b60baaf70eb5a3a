"""Sitemaps 0.9 (sitemaps.org/protocol.html), with Google's news extension (its documentation of news sitemaps)."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from lxml import etree

from tests.site.valid import forms

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
MOST, LARGEST, LONGEST, MOST_NEWS = 50_000, 52_428_800, 2_048, 1_000
OFTEN = ("always", "hourly", "daily", "weekly", "monthly", "yearly", "never")
URL = {"loc", "lastmod", "changefreq", "priority"}


def faults(body: bytes, host: str, now: datetime | None = None) -> list[str]:
    """What is wrong with a sitemap or an index of them at a host; `now` for one of news."""
    return list(found(body, host, now))


def found(body: bytes, host: str, now: datetime | None) -> Iterator[str]:
    """The faults, one by one."""
    if len(body) > LARGEST:
        yield "size: too many bytes"
    index = b"<sitemapindex" in body
    for root in forms.rooted(body, f"{MAP}{'sitemapindex' if index else 'urlset'}"):
        if isinstance(root, str):
            yield root
            continue
        if len(root) > MOST:
            yield f"size: {len(root)} addresses"
        for number, child in enumerate(root, 1):
            if child.tag != MAP + ("sitemap" if index else "url"):
                yield f"unknown: <{child.tag}>"
                continue
            yield from place(child, f"entry {number}", host, URL - {"changefreq", "priority"} if index else URL)
        yield from (f"same loc: {loc}" for loc in forms.doubled(child.findtext(f"{MAP}loc") for child in root))
        yield from told(root, now)


def place(element: etree._Element, where: str, host: str, may: set[str]) -> Iterator[str]:
    """An address of the host with what may be said of it."""
    names = [str(child.tag) for child in element]
    for name in names:
        if name.startswith(MAP) and name.removeprefix(MAP) not in may:
            yield f"unknown: <{name.removeprefix(MAP)}> in {where}"
    yield from (f"twice: {name} in {where}" for name in forms.doubled(names))
    loc = element.findtext(f"{MAP}loc")
    if not forms.is_address(loc) or len(loc or "") >= LONGEST:
        yield f"loc: {loc} in {where}"
    elif not (loc or "").startswith(f"{host}/"):
        yield f"host: {loc} in {where}"
    lastmod, often = element.findtext(f"{MAP}lastmod"), element.findtext(f"{MAP}changefreq")
    if lastmod is not None and not forms.is_w3c(lastmod):
        yield f"lastmod: {lastmod} in {where}"
    if often is not None and often not in OFTEN:
        yield f"changefreq: {often} in {where}"
    priority = element.findtext(f"{MAP}priority")
    if priority is not None and not re.fullmatch(r"0(\.\d+)?|1(\.0+)?", priority):
        yield f"priority: {priority} in {where}"


def told(root: etree._Element, now: datetime | None) -> Iterator[str]:
    """News: publication, day and title of each, at most a thousand, of the last two days."""
    news = root.findall(f"{MAP}url/{NEWS}news")
    if len(news) > MOST_NEWS:
        yield f"news: {len(news)}"
    for number, one in enumerate(news, 1):
        where = f"news {number}"
        names = [str(child.tag).removeprefix(NEWS) for child in one]
        if sorted(names) != ["publication", "publication_date", "title"]:
            yield f"news parts: {names} in {where}"
        if not (one.findtext(f"{NEWS}publication/{NEWS}name") or "").strip():
            yield f"publication: nameless in {where}"
        language = one.findtext(f"{NEWS}publication/{NEWS}language") or ""
        if not re.fullmatch(r"[a-z]{2,3}|zh-cn|zh-tw", language):
            yield f"news language: {language} in {where}"
        if not (one.findtext(f"{NEWS}title") or "").strip():
            yield f"news title: none in {where}"
        day = one.findtext(f"{NEWS}publication_date")
        if not forms.is_w3c(day):
            yield f"news date: {day} in {where}"
        elif now is not None and forms.is_instant(day) and not fresh(day or "", now):
            yield f"old: {day} in {where}"


def fresh(day: str, now: datetime) -> bool:
    """Whether an instant is within the last two days."""
    return timedelta() <= now - datetime.fromisoformat(day) <= timedelta(days=2)
