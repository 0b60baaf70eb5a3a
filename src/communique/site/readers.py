"""Who is reading: a person, as far as a request tells, under a name that ends with the day.

Robots that say who they are, are known by the list of crawler-user-agents, which is kept by those who meet them. What
says it is a browser and is none seldom sends what all browsers send with a page: the languages it reads, and that it
takes HTML. The rest is told by how it reads (`plausible`).
"""

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from ipaddress import IPv6Address, ip_address

from crawleruseragents import is_crawler

BROWSERS = ("Mozilla/", "Opera/")
LONGEST = 1000  # characters of an agent; browsers within other programs have 400
ROBOT = re.compile(r"(?<!cu)bot(?![a-z])|crawl|spider|headless|://", re.IGNORECASE)
"""What a robot that no list knows yet calls itself, by custom with an address; Cubot makes phones."""

PURPOSES = ("sec-purpose", "purpose", "x-purpose", "x-moz")
AHEAD = ("prefetch", "preview", "prerender")


@lru_cache(maxsize=4096)
def robot(agent: str) -> bool:
    """Whether an agent is no browser by its own words."""
    named = agent.startswith(BROWSERS) and " (" in agent and len(agent) <= LONGEST
    return not named or bool(ROBOT.search(agent)) or is_crawler(agent)


def opens(method: str, headers: Mapping[str, str]) -> bool:
    """Whether a request is a person opening a page: a GET by a browser, for itself and not ahead of need."""
    return (
        method == "GET"
        and browses(headers)
        and headers.get("sec-fetch-dest", "document") == "document"
        and "text/html" in headers.get("accept", "")
        and not any(word in headers.get(name, "").lower() for name in PURPOSES for word in AHEAD)
    )


def tells(headers: Mapping[str, str], base: str) -> bool:
    """Whether a request is our own script telling that a page is seen: a browser says that it comes from this site, by
    Sec-Fetch-Site, or where it sends none (http) by Origin. `base` is the site's public address."""
    if not browses(headers):
        return False
    site, origin = headers.get("sec-fetch-site"), headers.get("origin", "").lower()
    if site is not None:
        return site == "same-origin"
    return bool(origin) and (origin == base.lower() or origin.partition("://")[2] == headers.get("host", "").lower())


def browses(headers: Mapping[str, str]) -> bool:
    """Whether a browser sent this, as far as its agent and languages tell."""
    return bool(headers.get("accept-language")) and not robot(headers.get("user-agent", ""))


def named(salt: bytes, address: str, agent: str) -> tuple[str, str]:
    """The day's names, under the day's salt: of an address, and of a reader there with this agent. 64 bits of a keyed
    hash (BLAKE2b) each. An IPv6 address counts by its network of 64 bits, in which one device changes addresses."""
    home = place(address).encode()
    door = hashlib.blake2b(home, key=salt, digest_size=8).hexdigest()
    return door, hashlib.blake2b(home + b"\x1f" + agent.encode(), key=salt, digest_size=8).hexdigest()


@lru_cache(maxsize=4096)
def place(address: str) -> str:
    """What an address counts as."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return f"{int(found) >> 64:x}"
    return str(found.ipv4_mapped if isinstance(found, IPv6Address) else found)
