"""Webhooks of those who watch: signed, tried again, and stopped; the receiver is on loopback."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta

from communique.model import Watch
from communique.sources.http import HttpFetch
from tests.desk.watched import BASE, NOON, Room, by_mail
from tests.dispatch.receivers import MailServer, Receiver


def verified(secret: str, headers: dict[str, str], body: bytes) -> bool:
    """Whether a request is signed, by the text of the specification (Standard Webhooks 1.0.0): the content is
    `msg_id.timestamp.payload`, the key is what stands in base64 behind `whsec_`."""
    key = base64.b64decode(secret.split("_", 1)[1])
    content = headers["webhook-id"] + "." + headers["webhook-timestamp"] + "." + body.decode()
    inner = hashlib.sha256(bytes(b ^ 0x36 for b in key.ljust(64, b"\0")) + content.encode()).digest()
    made = hashlib.sha256(bytes(b ^ 0x5C for b in key.ljust(64, b"\0")) + inner).digest()  # RFC 2104
    offered = [part.split(",", 1) for part in headers["webhook-signature"].split(" ")]
    return any(version == "v1" and hmac.compare_digest(base64.b64decode(said), made) for version, said in offered)


def by_hook(room: Room, hook: Receiver, **more: str) -> Watch:
    return room.watches.add("pair", "CHN-PRK", webhook=hook.url, **more)


def test_a_webhook_gets_the_brief_signed(room: Room, hook: Receiver) -> None:
    watch = by_hook(room, hook)
    room.print("Third day of talks")
    assert room.round() == (1, [])
    ((path, headers, body),) = hook.requests
    assert path == "/hook" and headers["content-type"] == "application/json" and "cookie" not in headers
    assert watch.secret and verified(watch.secret, headers, body)
    assert not verified(watch.secret, headers, body.replace(b"Third", b"Forth"))
    assert not verified(watch.secret, headers | {"webhook-timestamp": "1"}, body)
    assert int(headers["webhook-timestamp"]) == (NOON + timedelta(minutes=5)).timestamp()
    told = json.loads(body)
    brief = told["data"]["brief"]
    assert told["type"] == "brief.new" and told["timestamp"] == "2024-03-25T12:05:00Z"
    assert told["data"]["watch"] == {"id": watch.id, "kind": "pair", "of": "CHN-PRK", "title": "China – North Korea"}
    assert (brief["headline"], brief["version"], brief["url"]) == ("Third day of talks", 3, f"{BASE}/story/s-talks")
    assert brief["events"] == [event.id for event in room.store.events_of_story("s-talks")] and brief["events"]
    assert brief["dates"]["happened"][0] == {"start": "2024-03-21", "end": "2024-03-21"}
    assert {"key", "name", "office", "code", "country"} == brief["participants"][0].keys()
    assert watch.secret.encode() not in body


def test_a_try_again_has_the_same_id_and_an_update_another(room: Room, hook: Receiver) -> None:
    watch = by_hook(room, hook)
    hook.answer = lambda number: (503 if number == 1 else 200, {})
    room.print("Third day of talks")
    assert room.round() == (0, [f"watch {watch.id}: answered 503"]) and room.round() == (1, [])
    room.print("Fourth day of talks")
    room.round()
    ids = [headers["webhook-id"] for _, headers, _ in hook.requests]
    assert ids[0] == ids[1] != ids[2] and all(verified(watch.secret or "", *rest) for _, *rest in hook.requests)  # type: ignore[arg-type]
    stamps = [headers["webhook-timestamp"] for _, headers, _ in hook.requests]
    assert len(set(stamps)) == 3, "of the try, not of the message"
    last = json.loads(hook.requests[-1][2])
    changed = last["data"]["brief"]
    assert last["type"] == "brief.updated" and changed["previous"] == 3 and changed["changes"]


def test_a_receiver_that_hangs_holds_up_nobody_else(room: Room, hook: Receiver, mail: MailServer) -> None:
    hook.hang = 5
    watch = by_hook(room, hook)
    by_mail(room)
    room.print("Third day of talks")
    room.print("The envoy is back", "s-envoy")
    sent, refused = room.round()
    assert sent == 2 and len(refused) == 1 and refused[0].startswith(f"watch {watch.id}: no answer in time")
    assert len(hook.requests) == 1, "after a call that failed none is made in the same round"


def test_a_receiver_that_is_gone_pauses_its_watch(room: Room, hook: Receiver) -> None:
    watch = by_hook(room, hook)
    hook.answer = lambda number: (410, {})
    room.print("Third day of talks")
    room.round()
    kept = room.kept(watch.id)
    assert kept.paused and "410" in kept.paused and room.states(watch.id) == [(3, "refused", 1)]
    room.print("Fourth day of talks")
    assert room.round() == (0, []) and len(hook.requests) == 1
    hook.answer = lambda number: (200, {})
    room.watches.resume(watch.id)
    assert room.round() == (0, []), "what came while it was paused is not sent"
    room.print("Fifth day of talks")
    assert room.round() == (1, [])


def test_a_redirect_is_not_followed(room: Room, hook: Receiver) -> None:
    other = Receiver()
    watch = by_hook(room, hook)
    hook.answer = lambda number: (307, {"Location": other.url})
    room.print("Third day of talks")
    assert room.round() == (0, [f"watch {watch.id}: redirects (307), which is not followed"])
    assert not other.requests
    other.close()


def test_the_door_stays_closed_to_private_addresses(room: Room, hook: Receiver) -> None:
    watch = by_hook(room, hook)
    room.fetch.close()
    room.fetch = HttpFetch("", room.clock, pace=0)
    room.print("Third day of talks")
    sent, refused = room.round()
    assert sent == 0 and "loopback" in refused[0] and not hook.requests and room.states(watch.id) == [(3, "waiting", 1)]


def test_a_receiver_says_when_to_come_back(room: Room, hook: Receiver) -> None:
    hook.answer = lambda number: (429, {"Retry-After": "3600"})
    by_hook(room, hook)
    room.print("Third day of talks")
    assert len(room.round()[1]) == 1
    assert room.round(59) == (0, []) and len(hook.requests) == 1
    hook.answer = lambda number: (200, {})
    assert room.round(1) == (1, [])
