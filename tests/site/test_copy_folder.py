"""What of a site stays in a copy, where it stands, and what happens in the folder."""

import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from communique.site.folder import Copied, copied, index, shelf
from communique.site.folder.places import Rules, place, within
from communique.store.sqlite import SqliteStore
from tests.site.test_copy import contents

Pages = dict[str, str]


def small(store: SqliteStore, into: Path, pages: Pages, languages: frozenset[str] | None = None) -> Copied:
    """A copy of a few pages."""

    def answer(request: Request) -> Response:
        path = request.url.path
        if path == "/broken":
            raise RuntimeError("out of paper")
        if path in pages:
            return HTMLResponse(pages[path])
        return (
            PlainTextResponse("", 200)
            if path.endswith((".xml", ".txt", ".js")) or path in ("/copy", "/search")
            else (HTMLResponse("<p>nothing here", 404))
        )

    app = Starlette(routes=[Route("/{path:path}", answer)])
    return copied(app, store, into, Rules("https://desk.example", ("2024-01", "2024-03"), languages))


def test_only_what_changed_is_written_and_what_others_put_there_stays(store: SqliteStore, tmp_path: Path) -> None:
    out, pages = tmp_path / "out", {"/": '<a href="/a">a</a>', "/a": "<p>a"}
    first = small(store, out, pages)
    before = contents(out)
    (out / "a/index.html").write_text("spoilt")
    (out / "CNAME").write_text("desk.example")
    again = small(store, out, pages)
    assert first.written == first.files == again.files and (again.written, again.removed) == (1, 0)
    assert contents(out) == before | {"CNAME": b"desk.example"}
    refused = small(store, out, {"/": '<a href="/CNAME.txt">x</a>'} | {"/CNAME.txt": "x"})
    assert refused.refusals == ()
    (out / "mine.txt").write_text("mine")
    refused = small(store, out, {"/": '<a href="/mine.txt">x</a>'})
    assert [r.name for r in refused.refusals] == ["mine.txt"] and (out / "mine.txt").read_text() == "mine"


def test_what_is_gone_is_removed_unless_a_page_was_refused(store: SqliteStore, tmp_path: Path) -> None:
    out = tmp_path / "out"
    small(store, out, {"/": '<a href="/a/b/c">c</a><a href="/d?x=1">d</a>', "/a/b/c": "<p>c", "/d": "<p>d"})
    assert (out / "a/b/c/index.html").is_file() and (out / "d/index.html").is_file()
    broken = small(store, out, {"/": '<a href="/broken">x</a><a href="/missing">y</a>'})
    assert {(r.name, r.why) for r in broken.refusals} == {
        ("/broken", "RuntimeError: out of paper"), ("/missing", "the site answers 404"),
    }  # fmt: skip
    assert (out / "a/b/c/index.html").is_file()
    whole = small(store, out, {"/": "<p>alone"})
    assert whole.refusals == () and whole.removed == 3
    assert not (out / "a").exists() and not (out / "d").exists()


def test_a_copy_that_was_killed_is_made_again(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = {"/": '<a href="/a">a</a><a href="/b">b</a>', "/a": "<p>a", "/b": "<p>b"}
    put, done = shelf.Shelf._replace, 0

    def killed(self: shelf.Shelf, path: Path, body: bytes) -> None:
        nonlocal done
        done += 1
        if done == 4:
            (path.parent.parent / shelf.PART).write_bytes(body[:3])
            raise KeyboardInterrupt
        put(self, path, body)

    with monkeypatch.context() as patched:
        patched.setattr(shelf.Shelf, "_replace", killed)
        with pytest.raises(KeyboardInterrupt):
            small(store, tmp_path / "cut", pages)
    small(store, tmp_path / "cut", pages)
    small(store, tmp_path / "whole", pages)
    assert contents(tmp_path / "cut") == contents(tmp_path / "whole")


def test_languages_are_found_by_their_links_or_left_out(store: SqliteStore, tmp_path: Path) -> None:
    pages = {"/": '<a href="/fr/" hreflang="fr">Français</a><a href="/about">x</a>', "/fr/": "<p>fr", "/about": "<p>x"}
    small(store, tmp_path / "all", pages)
    assert (tmp_path / "all/fr/index.html").is_file()
    small(store, tmp_path / "one", pages, frozenset({"en"}))
    assert not (tmp_path / "one/fr").exists()
    assert b"<span>Fran" in (tmp_path / "one/index.html").read_bytes()


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/?days=7#viewed", "days=7/index.html"),
        ("/?since=12", "index.html"),
        ("/story/s-1.ninjs.json", "story/s-1.ninjs.json"),
        ("/story/s-1/card.png?v=2", "story/s-1/card.png"),
        ("/report/weekly.json", "report/weekly.json/index.html"),
        ("/report/r-1?s=12#s-12", "report/r-1/s=12/index.html"),
        ("/pair/CHN-PRK?since=2024-01-01&by=week", "pair/CHN-PRK/by=week/index.html"),
        ("/calendar/2024-02?country=CHN", "calendar/2024-02/index.html"),
        ("/fr/history?before=3", "fr/history/before=3/index.html"),
        ("/fr/search?q=x", "fr/search/index.html"),
        ("/calendar/2024-04", None),
        ("/api/search?q=x", None),
        ("/admin", None),
        ("/edition?day=2024-03-01", None),
        ("/report/../../etc", None),
    ],
)
def test_where_an_address_stands(address: str, file: str | None) -> None:
    found = place(address, Rules("https://desk.example", ("2024-01", "2024-03")))
    assert (found.file if found else None) == file


def test_names_are_safe_and_apart() -> None:
    rules = Rules("https://desk.example/x", ("2024-01", "2024-03"))
    files = [place(f"/report/{name}", rules) for name in ("a%3Ab", "a-b", "a%2Fb", "a%5Cb", "x" * 300, "x" * 301)]
    assert len({found.file for found in files if found}) == 6
    assert all(re.fullmatch(r"report/[\w.-]{1,140}/index\.html", found.file) for found in files if found)
    assert within("https://desk.example/xy", "/", rules.base) is None
    assert within("https://desk.example/x/story/s", "/", rules.base) == "/story/s"
    assert within("?page=2", "/pair/CHN-PRK", rules.base) == "/pair/CHN-PRK?page=2"


def test_words_are_folded_and_parted() -> None:
    assert index.folded("Élysée’s İstanbul–Talks_2024") == ["elysee", "s", "istanbul", "talks", "2024"]
    assert [index.shard(word) for word in ("talks", "x", "北京", "a北")] == ["ta", "x", "-5317-4eac", "a-5317"]
