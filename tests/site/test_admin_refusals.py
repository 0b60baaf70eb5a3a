"""What was refused, as editors see it."""

from communique.model import Refusal
from communique.store.sqlite import SqliteStore
from tests.site import newsroom
from tests.site.editors import HOSTILE, Desk
from tests.site.test_users import ask, let_in


def test_refusals_are_listed_with_their_reasons_of_all_sources_or_of_one(store: SqliteStore) -> None:
    newsroom.fill(store)
    for n, source in enumerate(["kestrel", "kestrel", "closed", HOSTILE]):
        at = f"2024-03-24T1{n}:00:00Z"
        store.put_refusal(Refusal(name=f"https://news.example/{n}", why=f"no text {n} {HOSTILE}", source=source, at=at))
    desk = Desk(store)
    let_in(desk, "Eve", "editor")
    page = ask(desk, "Eve", "GET", "/admin/refusals").text
    assert all(f"no text {n}" in page for n in range(4)) and HOSTILE not in page
    assert page.index("no text 3") < page.index("no text 0"), "the newest first"
    page = ask(desk, "Eve", "GET", "/admin/refusals?source=kestrel").text
    assert [f"no text {n}" in page for n in range(4)] == [True, True, False, False]
    assert '<option value="kestrel" selected>' in page
    for unknown in ("none", "%22%3E%3Cscript%3E", "%27%20OR%201"):
        page = ask(desk, "Eve", "GET", f"/admin/refusals?source={unknown}").text
        assert "Nothing of this source was refused." in page and "<script>a" not in page
