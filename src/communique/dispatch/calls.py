"""A brief as JSON for a webhook, signed as Standard Webhooks 1.0.0 has it (github.com/standard-webhooks).

The signature is the HMAC-SHA256, in base64, over `webhook-id`, `webhook-timestamp` and the body with full stops
between. The id is the same for every try of one version of one brief; the timestamp is that of the try, in seconds.
"""

import base64
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from communique import times
from communique.dispatch.told import Told, country
from communique.model import Noun, Watch, identity

PREFIX = "whsec_"
BYTES = 32


class Call(Noun, frozen=True):
    """A request to a webhook."""

    body: bytes
    headers: Mapping[str, str]


def new_secret() -> str:
    """A secret for signatures."""
    return PREFIX + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def call(watch: Watch, told: Told, now: datetime) -> Call:
    """What a webhook is sent of a brief `now`. The shape is written down in docs/watching.md."""
    body = msgspec.json.encode(payload(watch, told, now))
    id = identity("msg_", watch.id, told.brief.story, told.brief.version, told.why == "sample")
    at = str(int(now.timestamp()))
    headers = {
        "Content-Type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": at,
        "webhook-signature": f"v1,{signature(watch.secret or '', id, at, body)}",
    }
    return Call(body=body, headers=headers)


def signature(secret: str, id: str, at: str, body: bytes) -> str:
    """The signature of a body, in base64."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return base64.b64encode(hmac.digest(key, f"{id}.{at}.".encode() + body, "sha256")).decode()


def payload(watch: Watch, told: Told, now: datetime) -> dict[str, Any]:
    """The body as values. Of a brief that is withdrawn nothing is told but that it is, and its notices."""
    brief = told.brief
    shown: dict[str, Any] = {
        "story": brief.story,
        "version": brief.version,
        "previous": told.before,
        "state": brief.state,
        "url": told.address,
        "changes": told.changes,
        "notices": told.notices,
    }
    if not told.withdrawn:
        shown |= {
            "headline": brief.headline,
            "standfirst": told.standfirst,
            "dates": {
                "happened": [{"start": w.start, "end": w.end} for w in brief.dates.happened],
                "reported": brief.dates.reported,
                "updated": brief.dates.updated,
            },
            "participants": [
                {"key": p.key, "name": p.name, "office": p.office, "code": p.code, "country": country(p.code) or None}
                for p in brief.participants
            ],
            "events": told.events,
            "witnesses": brief.witnesses,
        }
    return {
        "type": f"brief.{told.why}",
        "timestamp": times.rfc3339(now),
        "data": {
            "watch": {"id": watch.id, "kind": watch.kind, "of": watch.of, "title": watch.title},
            "brief": shown,
        },
    }
