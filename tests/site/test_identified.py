"""Users whom a provider has identified: their roles, names and addresses."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from msgspec.structs import replace

from communique import site
from communique.config import OpenIDSettings, Settings
from communique.desk import Desk as Newsdesk
from communique.desk.editors import Editors
from communique.desk.openid import OpenID
from communique.errors import ConfigError, UsageError
from communique.model import Identified, User
from communique.sources.provider import ProviderDoor
from communique.store.sqlite import SqliteStore
from tests.site.conftest import SETTINGS, Fixed
from tests.site.editors import HOSTILE, Desk
from tests.site.house import BEGIN, CLAIMED, House
from tests.site.provider import CLIENT, SECRET
from tests.site.test_users import WORD, ask, let_in


@pytest.fixture
def house(store: SqliteStore) -> Iterator[House]:
    made = House(store)
    yield made
    made.close()


@pytest.fixture
def claimed(store: SqliteStore) -> Iterator[House]:
    made = House(store, **CLAIMED)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("roles", "role"),
    [
        (["desk-editors"], "editor"),
        (["desk-readers", "desk-admins"], "admin"),
        ("desk-readers", "reader"),
    ],
)
def test_a_claim_gives_the_role_and_makes_the_user(claimed: House, roles: object, role: str) -> None:
    claimed.provider.user = {"sub": "u-7", "name": "Ben Otieno", "realm_access": {"roles": roles}}
    assert claimed.sign().status_code == 303
    user = claimed.store.user("Ben Otieno")
    assert user is not None and user.role == role and user.password == ""
    assert claimed.editors.sign_in("Ben Otieno", "") is None, "no password is none"
    claimed.provider.user |= {"realm_access": {"roles": ["desk-readers"]}, "name": "Ben O."}
    again = claimed.sign()
    if role == "admin":
        assert again.status_code == 403 and "is the last admin" in again.text
    else:
        changed = claimed.store.user("Ben Otieno")
        assert again.status_code == 303 and changed is not None and changed.role == "reader"
    assert len(claimed.store.users()) == 2


@pytest.mark.parametrize(
    "told", [None, {}, {"roles": []}, {"roles": [7, None]}, {"roles": {"desk-admins": 1}}, "desk-admins"]
)
def test_who_has_no_role_by_the_claim_may_not(claimed: House, told: object) -> None:
    claimed.provider.user |= {"realm_access": told}
    claimed.refused("your account there has no role at this desk")


def test_two_of_one_name_are_two_users(claimed: House) -> None:
    for sub, email in (("u-1", "one@desk.example"), ("u-2", "two@desk.example"), ("u-3", "")):
        claimed.provider.user = {
            "sub": sub, "name": "Ana Lund", "email": email, "email_verified": True,
            "realm_access": {"roles": ["desk-readers"]},
        }  # fmt: skip
        assert claimed.sign().status_code == 303
    names = [user.name for user in claimed.store.users()]
    assert len(names) == len(set(names)) == 4 and "Ana Lund one@desk.example" in names


def test_the_site_without_a_provider_has_no_such_address(store: SqliteStore) -> None:
    app = site.create(store, Fixed(), SETTINGS, editors=Editors(store, Fixed()))
    with TestClient(app, base_url="https://desk.example", follow_redirects=False) as client:
        assert client.get(BEGIN).status_code == 404 and "Sign in with" not in client.get("/admin/sign-in").text


def test_a_closed_site_lets_those_in_who_sign_in_so(store: SqliteStore) -> None:
    house = House(store)
    app = site.create(
        store, house.clock, replace(SETTINGS, sign_in="readers"), editors=house.editors, provider=house.openid
    )
    house.client = TestClient(app, base_url="https://desk.example", follow_redirects=False)
    assert house.client.get("/").headers["location"] == "/admin/sign-in"
    assert house.sign().status_code == 303
    assert house.client.get("/").status_code == 200
    house.close()


@pytest.mark.parametrize(
    "issuer", ["http://id.example", "id.example", "https://id.example/?x=1", "ftp://id.example", "https://"]
)
def test_an_issuer_that_is_none_is_said(issuer: str) -> None:
    with pytest.raises(ConfigError, match="issuer"):
        OpenID(OpenIDSettings(issuer=issuer, client_id="x"), "", ProviderDoor(), Fixed())
    with pytest.raises(ConfigError, match="client_id"):
        OpenID(OpenIDSettings(issuer="https://id.example"), "", ProviderDoor(), Fixed())


def test_an_address_is_one_users_alone(store: SqliteStore) -> None:
    editors = Editors(store, Fixed())
    for name in ("Ana", "Ben"):
        store.put_user(User(name=name, password="none"))
    assert editors.set_email("Ana", " Ana@Desk.example ").email == "ana@desk.example"
    with pytest.raises(UsageError, match="another user has this address"):
        editors.set_email("Ben", "ana@desk.example")
    with pytest.raises(UsageError, match="no e-mail address"):
        editors.set_email("Ben", "ben at desk")
    who = Identified(subject="s1", name="Ana", email="ANA@desk.example")
    assert editors.sign_in_as(who)[1].editor == "Ana"
    assert editors.set_email("Ana", "").email is None
    with pytest.raises(UsageError, match="nobody at this desk has the address"):
        editors.sign_in_as(who)


def test_the_desk_makes_the_provider_of_its_settings(tmp_path: Path, house: House) -> None:
    (tmp_path / "secret").write_text(f"{SECRET}\n")
    told = OpenIDSettings(issuer=house.provider.issuer, client_id=CLIENT, key_file="secret", name="the Isles’ house")
    desk = Newsdesk(Settings(base_url="https://desk.example", openid=told), folder=tmp_path, store=house.store)
    house.clock.moment = desk.clock.now()
    house.client = TestClient(desk.site(), base_url="https://desk.example", follow_redirects=False)
    assert house.sign().headers["location"] == "/admin"
    assert Newsdesk(Settings(), folder=tmp_path, store=house.store).provider is None


def test_an_admin_says_by_which_address_a_user_is_known(store: SqliteStore) -> None:
    desk = Desk(store)
    let_in(desk, "Root", "admin")
    let_in(desk, "Ben", "reader")
    done = ask(desk, "Root", "POST", "/admin/users/email", form=WORD, name="Ben", email="Ben@desk.example")
    assert done.headers["location"] == "/admin/users?done=email"
    page = ask(desk, "Root", "GET", done.headers["location"]).text
    assert "The address is changed." in page and "<span>ben@desk.example</span>" in page
    wrong = ask(desk, "Root", "POST", "/admin/users/email", form=WORD, name="Ben", email=HOSTILE)
    assert wrong.status_code == 422 and "no e-mail address" in wrong.text and "<script>alert" not in wrong.text
    assert ask(desk, "Root", "POST", "/admin/users/email", form="x", name="Ben", email="").status_code == 403
