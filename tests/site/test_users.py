"""Users and roles: what each may do at every address under /admin, and the pages on which admins decide about them."""

import re
from collections.abc import Iterator

import pytest
from httpx2 import Response
from msgspec.structs import replace
from starlette.routing import Route

from communique.desk.editors import kept_as
from communique.model import ROLES, Role, Session, User
from communique.store.sqlite import SqliteStore
from tests.site import newsroom
from tests.site.editors import HOSTILE, Desk

EVERYBODY = {"/admin/account", "/admin/account/feeds"}
EDITORS = {
    "/admin", "/admin/queue", "/admin/queue/{act}",
    "/admin/report", "/admin/report/{report}", "/admin/report/{report}/{act}",
    "/admin/refusals", "/admin/story", "/admin/story/{story}",
    "/admin/story/{story}/text", "/admin/story/{story}/text/{act}",
    "/admin/story/{story}/{act}", "/admin/event", "/admin/event/{event}", "/admin/event/{event}/{act}",
}  # fmt: skip
ADMINS = {
    "/admin/report/{report}/erase",
    "/admin/sources",
    "/admin/sources/{act}",
    "/admin/sources/{source}/erase",
    "/admin/person",
    "/admin/person/{person}/erase",
    "/admin/users",
    "/admin/users/{act}",
}
OPEN = {"/admin/sign-in", "/admin/sign-out"}
WORD = "the word of the session"
BARRED = "Not for the role of"


@pytest.fixture(scope="module")
def roles(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A filled newsroom with a user of each role, called as the role is, each signed in; only to be asked."""
    store = SqliteStore(tmp_path_factory.mktemp("roles") / "desk.db")
    newsroom.fill(store)
    desk = Desk(store)
    for role in ROLES:
        let_in(desk, role, role)
    yield desk
    desk.client.close()
    store.close()


def let_in(desk: Desk, name: str, role: Role) -> None:
    """A user of this name with a session whose token is the name; no password is hashed for it."""
    desk.store.put_user(User(name=name, password="none", role=role))
    until = "2030-01-01T00:00:00Z"
    desk.store.put_session(kept_as(name), Session(editor=name, form=WORD, until=until))


def staffed(store: SqliteStore) -> Desk:
    """The newsroom with an editor, Eve, and an admin, Root."""
    newsroom.fill(store)
    desk = Desk(store)
    let_in(desk, "Eve", "editor")
    let_in(desk, "Root", "admin")
    return desk


def ask(desk: Desk, who: str, method: str, path: str, **form: str) -> Response:
    """As who is signed in."""
    headers = {"cookie": f"communique-session={who}"}
    return desk.client.request(method, path, headers=headers, data=form or None)


def addresses(desk: Desk) -> list[tuple[str, str]]:
    """Every address under /admin, with its method."""
    app = desk.client.app
    found = [r for r in app.router.routes if isinstance(r, Route) and r.path.startswith("/admin")]  # type: ignore[attr-defined]
    return [(method, route.path) for route in found for method in sorted(route.methods or ()) if method != "HEAD"]


def test_the_table_of_this_test_names_every_address(roles: Desk) -> None:
    assert {path for _, path in addresses(roles)} == EVERYBODY | EDITORS | ADMINS | OPEN


@pytest.mark.parametrize("role", [*ROLES, "nobody"])
def test_each_role_may_do_what_is_written_and_no_more(roles: Desk, role: str) -> None:
    allowed = {"nobody": set[str](), "reader": EVERYBODY, "editor": EVERYBODY | EDITORS}.get(
        role, EVERYBODY | EDITORS | ADMINS
    )
    before = roles.store.last_ruling()
    users = [replace(user, feed=None) for user in roles.store.users()]
    for method, path in addresses(roles):
        if path in OPEN:
            continue
        here = re.sub(
            r"\{(\w+)\}",
            lambda found: {"story": "s-talks", "event": "e-vnm", "report": "r-cai"}.get(found[1], "none"),
            path,
        )
        form = {"form": WORD} if method == "POST" else {}
        answer = ask(roles, role, method, here, **form)
        if path in allowed:
            assert answer.status_code in (200, 303, 404, 422) and BARRED not in answer.text, (method, path)
            assert answer.headers.get("location") != "/admin/sign-in", (method, path)
        elif role == "nobody":
            assert (answer.status_code, answer.headers["location"]) == (303, "/admin/sign-in"), (method, path)
        else:
            assert answer.status_code == 403 and BARRED in answer.text, (method, path)
            assert answer.headers["cache-control"] == "no-store"
    after = [replace(user, feed=None) for user in roles.store.users()]
    assert roles.store.last_ruling() == before and after == users, "but for an address of feeds"


def test_the_menu_shows_what_the_role_may_do(roles: Desk) -> None:
    for role, seen in (
        ("reader", []),
        ("editor", ["/admin", "/admin/queue", "/admin/refusals"]),
        ("admin", ["/admin", "/admin/queue", "/admin/refusals", "/admin/sources", "/admin/users"]),
    ):
        signed = re.search(r'class="signed">.*?</div>', ask(roles, role, "GET", "/admin/account").text, re.DOTALL)
        assert signed and re.findall(r'href="([^"]+)"', signed[0]) == [*seen, "/admin/account"]


def test_an_admin_makes_changes_and_removes_users(store: SqliteStore) -> None:
    desk = Desk(store)
    let_in(desk, "Root", "admin")

    def posted(act: str, **form: str) -> Response:
        return ask(desk, "Root", "POST", f"/admin/users/{act}", form=WORD, **form)

    done = posted("add", name="Ben Otieno", role="reader", password="a long password")
    assert done.headers["location"] == "/admin/users?done=add"
    assert "The user is made." in ask(desk, "Root", "GET", "/admin/users?done=add").text
    signed = desk.editors.sign_in("Ben Otieno", "a long password")
    assert signed is not None and signed[1].role == "reader"
    assert posted("role", name="Ben Otieno", role="editor").status_code == 303
    assert desk.editors.session(signed[0]) is None, "a change of role ends the sessions"
    signed = desk.editors.sign_in("Ben Otieno", "a long password")
    assert signed is not None and signed[1].role == "editor"
    assert posted("end", name="Ben Otieno").status_code == 303
    assert desk.editors.session(signed[0]) is None
    assert posted("password", name="Ben Otieno", password="another password").status_code == 303
    assert desk.editors.sign_in("Ben Otieno", "a long password") is None
    assert desk.editors.sign_in("Ben Otieno", "another password") is not None
    assert posted("remove", name="Ben Otieno").status_code == 303
    assert [user.name for user in store.users()] == ["Root"]


@pytest.mark.parametrize(
    ("act", "form", "why"),
    [
        ("add", {"name": "Ben", "role": "reader", "password": "short"}, "a password has 10 to 1000 letters"),
        ("add", {"name": "Ben", "role": "king", "password": "a long password"}, "king: no role; there are reader"),
        ("add", {"name": "Root", "role": "admin", "password": "a long password"}, "Root: there is a user of this name"),
        ("role", {"name": "Root", "role": "reader"}, "Root: is the last admin; make another first"),
        ("remove", {"name": "Root"}, "Root: is the last admin; make another first"),
        ("remove", {"name": "Nobody"}, "Nobody: no such user"),
        ("end", {"name": HOSTILE}, "no such user"),
    ],
)
def test_what_makes_no_sense_is_said_and_changes_nothing(
    store: SqliteStore, act: str, form: dict[str, str], why: str
) -> None:
    desk = Desk(store)
    let_in(desk, "Root", "admin")
    before = store.users()
    answer = ask(desk, "Root", "POST", f"/admin/users/{act}", form=WORD, **form)
    assert answer.status_code == 422 and why in answer.text and "<script>alert" not in answer.text
    assert store.users() == before


def test_a_form_without_the_word_of_the_session_changes_no_user(store: SqliteStore) -> None:
    desk = Desk(store)
    let_in(desk, "Root", "admin")
    before = store.users()
    for word in ("", "x", WORD + "x"):
        form = {"form": word, "name": "Ben", "role": "admin", "password": "a long password"}
        assert ask(desk, "Root", "POST", "/admin/users/add", **form).status_code == 403
        assert ask(desk, "Root", "POST", "/admin/account", **form).status_code == 403
    assert store.users() == before


def test_a_reader_signs_in_to_an_account_and_changes_the_password(store: SqliteStore) -> None:
    desk = Desk(store)
    desk.editors.add("Rea", "a long password", "reader")
    assert desk.sign("a long password", "Rea").headers["location"] == "/admin/account"
    page = desk.client.get("/admin/account")
    assert "Your role is reader." in page.text
    word = re.search(r'name="form" value="([^"]+)"', page.text)
    assert word
    form = {"form": word[1], "old": "wrong password", "password": "another password"}
    answer = desk.client.post("/admin/account", data=form)
    assert answer.status_code == 422 and "that is not the password you have" in answer.text
    answer = desk.client.post("/admin/account", data=form | {"old": "a long password"})
    assert answer.headers["location"] == "/admin/sign-in" and list(store.sessions()) == []
    assert desk.editors.sign_in("Rea", "another password") is not None


def test_who_was_made_before_there_were_roles_is_an_editor(store: SqliteStore) -> None:
    store.put_user(User(name="Ana", password="x", made="2024-01-01T00:00:00Z"))
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE editor SET body = ?", (b'{"name":"Ana","password":"x"}',))
    assert [user.role for user in store.users()] == ["editor"]
