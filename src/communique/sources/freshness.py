"""How long an answer says it stays good (RFC 9111 section 4.2)."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST = 7 * 86_400.0
MAX_AGE = re.compile(r'max-age\s*=\s*"?(\d{1,18})"?')


def fresh(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds for which the answer stays good, 0 to a week; None where it does not say. `s-maxage` is for shared
    caches, which a desk is not; `Expires` counts from `Date` where `max-age` is not given."""
    parts = [part.strip() for part in headers.get("cache-control", "").lower().split(",")]
    if any(re.match(r"no-(cache|store)$", part) for part in parts):
        return 0.0
    ages = [int(found[1]) for part in parts if (found := MAX_AGE.fullmatch(part))]
    lasting = float(min(ages)) if ages else _until(headers, now)
    if lasting is None:
        return LONGEST if "immutable" in parts else None
    age = headers.get("age", "").strip()
    return min(max(0.0, lasting - (float(age) if re.fullmatch(r"\d{1,18}", age) else 0.0)), LONGEST)


def _until(headers: Mapping[str, str], now: datetime) -> float | None:
    if "expires" not in headers:
        return None
    end = _moment(headers["expires"])
    begin = _moment(headers.get("date", "")) or now
    return (end - begin).total_seconds() if end else 0.0  # an Expires that is no date means: already over


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
