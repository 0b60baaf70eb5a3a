"""What to ask of a hub, and what to believe of what it says (WebSub, W3C Recommendation of 23 January 2018).

Pure functions over a subscription, what was heard, and the time. A push says "there is something new", and nothing else
is taken from it: the source is then asked by the usual door, at most every five minutes and not while it fails. So a
hub that lies, or a push that is played again, costs one conditional request.
"""

import hmac
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from communique import times
from communique.errors import InputRefused
from communique.model import Noun, SourceState, Subscription
from communique.sources import polling

ASKED_LEASE = timedelta(days=10)
LONGEST_LEASE = timedelta(days=30)  # what a hub grants beyond is not counted on
UNSAID_LEASE = timedelta(days=1)  # of hubs that speak the older protocol, PubSubHubbub
RENEWED_AT = 0.8
SOONEST = timedelta(hours=1)  # a lease is not renewed before, however short it is
DENIED = timedelta(days=1)  # until a hub that said no is asked again
LEAVING_TRIES = 3
METHODS = ("sha1", "sha256", "sha384", "sha512")  # section 8.1


class Offer(Noun, frozen=True):
    """A hub that pushes what is new in `topic`, as a source says of itself."""

    source: str
    hub: str
    topic: str


class Push(Noun, frozen=True):
    """What a hub does for a source that is about to be asked: whether it has told of something new, and for how many
    seconds it is counted on to tell."""

    told: bool = False
    covered: float = 0.0


UNPUSHED = Push()


class Heard(Noun, frozen=True):
    """What became of a hub's question: whether we agree, and the subscription afterwards, null where it has ended."""

    agreed: bool
    kept: Subscription | None


def refused(state: SourceState, base_url: str) -> str | None:
    """Why a source is not subscribed to, in plain words; None if it can be. `base_url` is the site's public address."""
    if state.ended or state.paused:
        return "it is paused" if state.paused else "it has ended"
    if not state.hub:
        return "it offers no hub"
    if not state.topic:
        return "it offers a hub, but does not say for which address"
    if not base_url.startswith(("http://", "https://")):
        return "base_url, the public address of the site, is not set"
    return None


def arranged(
    known: Sequence[Subscription], offers: Collection[Offer], callbacks: str, now: datetime, secret: Callable[[], str]
) -> list[Subscription]:
    """The subscriptions that are new or changed, so that there is one for each offer and all others are left.

    `callbacks` is what addresses for hubs begin with; `secret` gives a new unguessable text. One that was being left is
    taken up again where its offer is back, so that a source that alternates between hubs makes no more than two.
    """
    moment = times.rfc3339(now)
    wanted = {(offer.source, offer.hub, offer.topic, callbacks) for offer in offers}
    changed, there = [], set()
    for one in known:
        key = (one.source, one.hub, one.topic, one.callback.removesuffix(one.id))
        if key in wanted and key not in there:
            there.add(key)
            if one.leaving:
                changed.append(replace(one, leaving=False, until=None))
        elif not one.leaving:
            changed.append(replace(one, leaving=True, due=moment, failures=0))
    for source, hub, topic, place in sorted(wanted - there):
        id = secret()
        changed.append(
            Subscription(id=id, source=source, hub=hub, topic=topic, callback=place + id, secret=secret(), due=moment)
        )
    return changed


def asking(one: Subscription, now: datetime) -> Subscription | None:
    """The subscription as its hub is asked: to be asked again, later and later, if it does not confirm. None where
    there is nothing left to end. To be kept before the hub is asked, which may call back before it answers."""
    until = times.instant_of(one.until)
    over = one.asked is None or one.failures >= LEAVING_TRIES or (until is not None and until <= now)
    if one.leaving and over:
        return None
    failures = one.failures + 1
    due = times.rfc3339(now + polling.back_off(one.id, failures))
    return replace(one, asked=times.rfc3339(now), due=due, failures=failures)


def form(one: Subscription) -> dict[str, str]:
    """What the hub is sent (section 5.1)."""
    said = {"hub.callback": one.callback, "hub.topic": one.topic, "hub.mode": "unsubscribe"}
    if one.leaving:
        return said
    lease = str(int(ASKED_LEASE.total_seconds()))
    return {**said, "hub.mode": "subscribe", "hub.lease_seconds": lease, "hub.secret": one.secret}


def failed(one: Subscription, asked: Subscription, error: InputRefused, now: datetime) -> Subscription:
    """The hub refused what it was `asked`, or did not answer. If it has confirmed or denied it, that counts."""
    if one.asked != asked.asked or one.due != asked.due:
        return one
    return replace(one, due=times.rfc3339(now + polling.put_off(error, one.id, one.failures)), last_error=error.why)


def heard(one: Subscription, said: Mapping[str, str], now: datetime) -> Heard:
    """A hub asks whether we meant it, or says that it will not (sections 5.2 and 5.3). Only what we want of the very
    topic is agreed to."""
    mode = said.get("hub.mode")
    if said.get("hub.topic") != one.topic:
        return Heard(agreed=False, kept=one)
    if one.leaving:
        ends = mode in ("unsubscribe", "denied")
        return Heard(agreed=ends, kept=None if ends else one)
    if mode == "denied":
        why = f"the hub denied it: {said.get('hub.reason', '')[:200] or 'no reason given'}"
        due = times.rfc3339(now + DENIED)
        return Heard(agreed=True, kept=replace(one, until=None, due=due, last_error=why))
    if mode != "subscribe":
        return Heard(agreed=False, kept=one)
    lease = lasting(said.get("hub.lease_seconds"))
    if lease is None:
        why = f"the hub offered a lease that is none: {said['hub.lease_seconds'][:40]}"
        return Heard(agreed=False, kept=replace(one, last_error=why))
    until, due = times.rfc3339(now + lease), times.rfc3339(now + max(RENEWED_AT * lease, SOONEST))
    return Heard(agreed=True, kept=replace(one, until=until, due=due, failures=0, last_error=None))


def lasting(seconds: str | None) -> timedelta | None:
    """A lease as a hub states it, at most thirty days; a day where it states none; None for what is no time at all."""
    if seconds is None:
        return UNSAID_LEASE
    if not re.fullmatch(r"[0-9]{1,100}", seconds) or not int(seconds):
        return None
    return min(timedelta(seconds=min(int(seconds), 10**9)), LONGEST_LEASE)


def signed(secret: str, body: bytes, signature: str | None) -> bool:
    """Whether an X-Hub-Signature (`method=hexadecimal`) is that of the body; compared in constant time."""
    method, _, given = (signature or "").strip().partition("=")
    if method.lower() not in METHODS:
        return False
    right = hmac.new(secret.encode(), body, method.lower()).hexdigest()
    return hmac.compare_digest(right.encode(), given.lower().encode("utf-8", "replace"))


def noticed(one: Subscription, now: datetime) -> Subscription:
    """The hub has pushed something that it has signed. What is being left is not minded any more."""
    return one if one.leaving else replace(one, noticed=times.rfc3339(now))


def push(state: SourceState, one: Subscription | None, now: datetime) -> Push:
    """What the hub does for this source. It is counted on while its lease lasts, if it has pushed since we last found
    something new of which it had not told."""
    noticed = times.instant_of(one.noticed) if one else None
    if one is None or noticed is None:
        return UNPUSHED
    asked, missed, until = (times.instant_of(moment) for moment in (state.asked, one.missed, one.until))
    news = asked is None or (noticed >= asked and now - asked >= polling.SHORTEST)
    counted_on = until is not None and (missed is None or noticed > missed)
    left = (until - now).total_seconds() if until and counted_on else 0.0
    return Push(told=news and not state.failures and not state.ended, covered=max(0.0, left))
