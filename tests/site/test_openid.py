"""Signing in by OpenID Connect, against a provider on loopback that also lies."""

import base64
import hmac
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from communique.store.sqlite import SqliteStore
from tests.site.editors import HOSTILE
from tests.site.house import BACK, BEGIN, House
from tests.site.provider import CLIENT, WELL_KNOWN, Provider


@pytest.fixture
def house(store: SqliteStore) -> Iterator[House]:
    made = House(store)
    yield made
    made.close()


def test_a_known_user_signs_in_by_the_address_that_the_provider_vouches_for(house: House) -> None:
    page = house.client.get("/admin/sign-in").text
    assert "Sign in with the Isles’ house" in page and f'href="{BEGIN}"' in page
    begun = house.client.get(BEGIN)
    cookie = begun.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Secure" in cookie and f"Path={BEGIN}" in cookie
    asked = parse_qs(urlsplit(begun.headers["location"]).query)
    assert asked["redirect_uri"] == [f"https://desk.example{BACK}"] and len(asked["state"][0]) > 30
    assert asked["nonce"] != asked["state"] and begun.headers["cache-control"] == "no-store"
    done = house.sign()
    assert (done.status_code, done.headers["location"]) == (303, "/admin")
    assert 'communique-openid=""' in done.headers["set-cookie"], "what was begun is over"
    assert "Signed in as <b>Ana Lund</b>, editor" in house.client.get("/admin").text
    user = house.store.user("Ana Lund")
    assert user is not None and user.subject and "u-1" not in user.subject


def test_who_was_bound_once_is_known_by_what_the_provider_calls_them(house: House) -> None:
    assert house.sign().status_code == 303
    house.provider.user |= {"email": "ana@elsewhere.example"}
    assert house.sign().status_code == 303, "an address may change"
    for kept, _ in house.store.sessions():
        house.store.remove_session(kept)
    house.client.cookies.clear()
    house.provider.user |= {"sub": "u-2", "email": "ana@desk.example"}
    house.refused("another account of your provider signs in under this address")


@pytest.mark.parametrize(
    ("user", "why"),
    [
        ({"email": "ben@desk.example"}, "nobody at this desk has the address ben@desk.example"),
        ({"email_verified": False}, "your provider vouches for no address"),
        ({"email_verified": None}, "your provider vouches for no address"),
        ({"email": HOSTILE}, "nobody at this desk has the address"),
        ({"email": None}, "your provider vouches for no address"),
        ({"email": ["ana@desk.example"]}, "your provider vouches for no address"),
    ],
)
def test_who_is_not_known_is_told_so(house: House, user: dict[str, Any], why: str) -> None:
    house.provider.user |= user
    house.refused(why, "ask an admin of this desk")
    assert [one.name for one in house.store.users()] == ["Ana Lund"]


def other(**claims: Any) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda told: {name: value for name, value in (told | claims).items() if value != "left out"}


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        (other(iss="https://evil.example"), "it is of another issuer"),
        (other(iss="left out"), "a claim is missing"),
        (other(aud="somebody else"), "it is for somebody else"),
        (other(aud="left out"), "a claim is missing"),
        (other(aud=[CLIENT, "another"]), "issued to somebody else"),
        (other(azp="another"), "issued to somebody else"),
        (other(nonce="another"), "for another sign-in"),
        (other(nonce="left out"), "for another sign-in"),
        (other(nonce=None), "for another sign-in"),
        (other(exp=1_000_000_000), "out of date"),
        (other(exp="left out"), "a claim is missing"),
        (other(exp=True), "times that are none"),
        (other(iat=4_000_000_000), "from the future"),
        (other(nbf=4_000_000_000), "from the future"),
        (other(sub="left out"), "a claim is missing"),
        (other(sub=7), "it cannot be read"),
    ],
)
def test_a_token_that_claims_something_else_is_not_believed(
    house: House, claims: Callable[[dict[str, Any]], dict[str, Any]], why: str
) -> None:
    house.provider.claims = claims
    house.refused("the Isles’ house could not prove who you are", why)


def unsigned(house: House) -> Callable[[dict[str, Any]], str]:
    return lambda claims: jwt.encode(claims, None, algorithm="none", headers={"kid": house.provider.kid})


def shared(house: House) -> Callable[[dict[str, Any]], str]:
    """HS256 with the public key as the secret: what a library that believes the token's own word takes."""

    def sign(claims: dict[str, Any]) -> str:
        secret = house.provider.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        head = {"alg": "HS256", "typ": "JWT", "kid": house.provider.kid}
        parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in (head, claims)]
        mac = hmac.new(secret, b".".join(parts), "sha256").digest()
        return b".".join([*parts, base64.urlsafe_b64encode(mac).rstrip(b"=")]).decode()

    return sign


def stranger(house: House) -> Callable[[dict[str, Any]], str]:
    """Another key under the name of the published one."""
    kid, claims_of = house.provider.kid, Provider.signed

    def sign(claims: dict[str, Any]) -> str:
        published = house.provider.key
        house.provider.rotate("RS256")
        house.provider.kid = kid
        token = claims_of(house.provider, claims)
        house.provider.key = published
        return token

    return sign


def unknown(house: House) -> Callable[[dict[str, Any]], str]:
    return lambda claims: jwt.encode(claims, house.provider.key, algorithm="RS256", headers={"kid": "nobody"})


def altered(house: House) -> Callable[[dict[str, Any]], str]:
    def sign(claims: dict[str, Any]) -> str:
        head, _, mark = house.provider.signed(claims).split(".")
        body = base64.urlsafe_b64encode(json.dumps(claims | {"sub": "u-9"}).encode()).rstrip(b"=").decode()
        return f"{head}.{body}.{mark}"

    return sign


@pytest.mark.parametrize(
    ("signs", "why"),
    [
        (unsigned, "not signed by RS256 or ES256"),
        (shared, "not signed by RS256 or ES256"),
        (stranger, "the signature is wrong"),
        (unknown, "a key that it does not publish"),
        (altered, "the signature is wrong"),
        (lambda house: lambda claims: "no token", "it cannot be read"),
        (lambda house: lambda claims: "", "it cannot be read"),
    ],
)
def test_a_token_that_is_not_signed_by_the_provider_is_not_believed(
    house: House, signs: Callable[[House], Callable[[dict[str, Any]], str]], why: str
) -> None:
    house.provider.signs = signs(house)
    house.refused(why)


@pytest.mark.parametrize(
    ("path", "says", "why"),
    [
        ("/token", lambda told: b"<html>busy", "sent no JSON object"),
        ("/token", lambda told: [told], "sent no JSON object"),
        ("/token", lambda told: {}, "it gave no ID token"),
        ("/token", lambda told: told | {"id_token": 7}, "it gave no ID token"),
        ("/token", lambda told: b" " * 2_000_000, "larger than 1 MB"),
        ("/keys", lambda told: {"keys": "none"}, "it publishes no keys"),
        ("/keys", lambda told: {"keys": [7, {}, {"kty": "RSA", "kid": "x"}]}, "a key that it does not publish"),
        ("/keys", lambda told: {"keys": [{**told["keys"][0], "n": "!"}]}, "could not prove who you are"),
        ("/keys", lambda told: {"keys": [told["keys"][0] | {"use": "enc"}]}, "a key that it does not publish"),
    ],
)
def test_a_provider_that_answers_nonsense_is_said_to(house: House, path: str, says: Any, why: str) -> None:
    house.provider.says[path] = says
    house.refused("the Isles’ house", why)


@pytest.mark.parametrize(
    ("says", "why"),
    [
        (lambda told: told | {"issuer": "https://evil.example"}, "another issuer than the one that is set"),
        (lambda told: told | {"token_endpoint": "file:///etc/passwd"}, "names no token_endpoint that may be asked"),
        (lambda told: {"issuer": told["issuer"]}, "names no authorization_endpoint"),
        (lambda told: b"{", "sent no JSON object"),
    ],
)
def test_a_provider_that_describes_itself_wrongly_is_not_asked(house: House, says: Any, why: str) -> None:
    house.provider.says[WELL_KNOWN] = says
    answer = house.client.get(BEGIN)
    assert answer.status_code == 403 and why in answer.text and "the Isles’ house" in answer.text


def test_a_provider_that_is_slow_or_gone_does_not_hold_up_the_site(store: SqliteStore) -> None:
    house = House(store, timeout=0.5)
    house.provider.slow = 3.0
    answer = house.client.get(BEGIN)
    assert answer.status_code == 403 and "cannot be asked at the moment: did not answer in time" in answer.text
    house.provider.close()
    answer = house.client.get(BEGIN)
    assert answer.status_code == 403 and "cannot be asked at the moment: could not be reached" in answer.text
    house.client.close()


@pytest.mark.parametrize("algorithm", ["RS256", "ES256"])
def test_another_key_is_asked_for_when_a_token_names_one(house: House, algorithm: str) -> None:
    assert house.sign().status_code == 303
    keys = house.provider.asked.count("/keys")
    assert house.sign().status_code == 303 and house.provider.asked.count("/keys") == keys, "keys are kept"
    house.provider.rotate(algorithm)
    house.clock.moment += timedelta(minutes=1)
    assert house.sign().status_code == 303 and house.provider.asked.count("/keys") == keys + 1
    house.provider.signs = unknown(house)
    for _ in range(3):
        assert house.sign().status_code == 403
    assert house.provider.asked.count("/keys") == keys + 1, "and not at every unknown name"


def test_what_was_not_begun_in_this_browser_is_not_taken(house: House) -> None:
    back = urlsplit(house.begun())
    stolen = f"{back.path}?{back.query}"
    house.client.cookies.clear()
    answer = house.client.get(stolen)
    assert answer.status_code == 403 and "not begun in this browser" in answer.text
    house.client.get(BEGIN)
    assert house.client.get(stolen).status_code == 403, "another was begun"
    for cookie in ("", "x", "..", "x..", ".n.v"):
        for query in ("", "?code=x", "?state=&code=x", "?state=x&code=x", f"?state={HOSTILE}"):
            answer = house.client.get(BACK + query, headers={"cookie": f"communique-openid={cookie}"})
            assert answer.status_code == 403 and "<script>alert" not in answer.text
    assert list(house.store.sessions()) == [] and "/token" not in house.provider.asked, "nor is the provider asked"


def test_a_code_is_taken_once_and_the_answer_of_another_provider_never(house: House) -> None:
    back = urlsplit(house.begun())
    cookie = house.client.cookies["communique-openid"]
    assert house.client.get(f"{back.path}?{back.query}").status_code == 303
    again = house.client.get(f"{back.path}?{back.query}", headers={"cookie": f"communique-openid={cookie}"})
    assert again.status_code == 403 and "it does not take the code (invalid_grant)" in again.text
    back = urlsplit(house.begun())
    mixed = back.query.replace("iss=http", "iss=https%3A%2F%2Fevil.example%2F%3F")
    answer = house.client.get(f"{back.path}?{mixed}")
    assert answer.status_code == 403 and "the answer is of another provider" in answer.text


def test_a_provider_that_does_not_let_somebody_in_is_quoted(house: House) -> None:
    house.provider.error = "access_denied"
    house.refused("the Isles’ house did not let you in")
    house.provider.error = "<script>alert(1)</script>"
    house.refused("the Isles’ house answered")


def test_no_address_to_go_on_to_is_believed(house: House) -> None:
    back = urlsplit(house.begun())
    done = house.client.get(f"{back.path}?{back.query}&next=https://evil.example&redirect_uri=https://evil.example")
    assert done.headers["location"] == "/admin"


def test_without_a_secret_the_code_is_bound_by_pkce_alone(store: SqliteStore) -> None:
    house = House(store, secret="")
    assert house.sign().status_code == 303
    house.close()
