"""A crowd of invented readers and robots for the count of views: who asks for what, when, with which headers; and how
often people really read.

People come on some of the days, read a few briefs each (by Zipf's law, some analysts forty a day), reload, prefetch,
come through a cache that only the script on the page gets past (a quarter of pages), have no script (one in two
hundred), change address in the middle of a day (three in a hundred), share an address with others (two at home, thirty
in an office). Twenty of them game: they reload one brief all day, five with another agent each time. Of all requests 40
% are robots': those that say so; those that take a browser's name and send no more; browsers that walk through the
archive from one address, under one agent or ever new ones; HEAD; and a few that nothing tells from people: a real
browser, one brief, an address of their own. The same seed gives the same crowd.
"""

from typing import Any, NamedTuple

import numpy as np

DAYS = 3
DAY = 86_400  # seconds
STORIES = 400
PAGE, BEACON, AHEAD, HEAD, BARE = range(5)  # what a request is
PERSON, GAMER, ROBOT, LIKE_PEOPLE = range(4)
CACHED, NO_SCRIPT, MOVES = 0.25, 0.005, 0.03
CHROME = "Mozilla/5.0 ({}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{}.0.0.0 {}Safari/537.36{}"
SYSTEMS = ("Windows NT 10.0; Win64; x64", "Macintosh; Intel Mac OS X 10_15_7", "X11; Linux x86_64")
BROWSERS = tuple(
    [CHROME.format(s, n, "", tail) for s in SYSTEMS for n in (121, 122, 123) for tail in ("", f" Edg/{n}.0.0.0")]
    + [CHROME.format("Linux; Android 10; K", n, "Mobile ", "") for n in (120, 121, 122, 123)]
    + [f"Mozilla/5.0 ({system}; rv:{n}.0) Gecko/20100101 Firefox/{n}.0" for system in SYSTEMS for n in (115, 123, 124)]
    + [
        f"Mozilla/5.0 (iPhone; CPU iPhone OS {n}_{m} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
        f" Version/{n}.{m} Mobile/15E148 Safari/604.1"
        for n, m in ((15, 6), (16, 3), (16, 6), (17, 2), (17, 3), (17, 4))
    ]
)  # fmt: skip
HONEST = (
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
    "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
    "Mozilla/5.0 (compatible; CCBot/2.0; https://commoncrawl.org/faq/)",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/122.0.0.0 Safari/537.36",
    "Mozilla/5.0 (compatible; archive.org_bot +http://archive.org/details/archive.org_bot)",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "python-requests/2.31.0", "curl/8.5.0", "Go-http-client/2.0", "Wget/1.21", "Feedly/1.0", "Slackbot 1.0", "",
)  # fmt: skip


class Crowd(NamedTuple):
    """Requests by time, a column each: second, actor, story, what it is, agent, where from (an actor's other address).
    `kinds` and `agents` are the actors'; `addresses` their two addresses."""

    at: Any
    actor: Any
    story: Any
    what: Any
    agent: Any
    moved: Any
    kinds: Any
    addresses: list[tuple[str, str]]


def crowd(requests: int, seed: int) -> Crowd:
    """So many requests, 40 % of them robots'."""
    chance = np.random.default_rng(seed)
    robots = requests * 2 // 5
    gaming = requests // 33
    people = _people(chance, requests - robots - gaming)
    count = int(people["actor"].max()) + 1
    games = _games(chance, gaming, count)
    others, runs, alike = _robots(chance, robots, count + 20)
    parts = [people, games, others]
    columns = {name: np.concatenate([part[name] for part in parts]) for name in people}
    order = np.argsort(columns["at"], kind="stable")
    columns = {name: column[order] for name, column in columns.items()}
    kinds = np.full(count + 20 + runs, ROBOT)
    kinds[:count], kinds[count : count + 20] = PERSON, GAMER
    kinds[len(kinds) - alike :] = LIKE_PEOPLE
    return Crowd(**columns, kinds=kinds, addresses=_addresses(chance, count, len(kinds)))


def _people(chance: "np.random.Generator", requests: int) -> "dict[str, Any]":
    pool = max(40, requests // 11)
    agents = chance.zipf(1.3, pool * 20) - 1
    agent_of = agents[agents < len(BROWSERS)][:pool]
    actor, first = np.nonzero(chance.random((pool, DAYS)) < 0.7)
    reads = np.minimum(chance.geometric(0.3, len(actor)), 12)
    analysts = chance.random(len(actor)) < 0.01
    reads[analysts] = 40
    comes = first * DAY + np.clip(chance.normal(13 * 3600, 4 * 3600, len(actor)), 0, DAY - 1)
    pause = np.where(analysts, 600.0, chance.uniform(20, 240, len(actor)))
    nth = np.arange(reads.sum()) - np.repeat(np.cumsum(reads) - reads, reads)
    who = np.repeat(actor, reads)
    at = np.repeat(comes, reads) + nth * np.repeat(pause, reads)
    story = _stories(chance, len(who))
    moved = (np.repeat(chance.random(len(actor)) < MOVES, reads)) & (chance.random(len(who)) < 0.5)
    scripted = np.repeat(chance.random(pool) >= NO_SCRIPT, 1)[who]
    cached = chance.random(len(who)) < CACHED
    pieces = [
        (~cached, 0.0, PAGE),
        (scripted, 2.0, BEACON),
        (chance.random(len(who)) < 0.06, -30.0, AHEAD),
        (~cached & (chance.random(len(who)) < 0.15), 400.0, PAGE),
        (~cached & (chance.random(len(who)) < 0.05), 7000.0, PAGE),
    ]
    found = {
        "at": np.concatenate([at[mask] + later for mask, later, _ in pieces]),
        "actor": np.concatenate([who[mask] for mask, _, _ in pieces]),
        "story": np.concatenate([story[mask] for mask, _, _ in pieces]),
        "what": np.concatenate([np.full(mask.sum(), what) for mask, _, what in pieces]),
        "agent": np.concatenate([agent_of[who[mask]] for mask, _, _ in pieces]),
        "moved": np.concatenate([moved[mask] for mask, _, _ in pieces]),
    }
    inside = (found["at"] >= 0) & (found["at"] < DAYS * DAY)
    found = {name: column[inside] for name, column in found.items()}
    # whole people until the requests are used up, the rest of them reloads
    order = np.argsort(found["actor"], kind="stable")
    fits = order[: requests // 100 * 98]
    again = fits[found["what"][fits] == PAGE][: max(0, requests - len(fits))]
    chosen = np.concatenate([fits, np.resize(again, requests - len(fits))])
    return {name: column[chosen] for name, column in found.items()}


def _games(chance: "np.random.Generator", requests: int, begin: int) -> "dict[str, Any]":
    actor = begin + np.arange(requests) % 20
    agent = np.where(actor - begin < 5, chance.integers(0, len(BROWSERS), requests), 3)
    return {
        "at": chance.uniform(0, DAYS * DAY, requests),
        "actor": actor,
        "story": np.full(requests, STORIES - 1) - actor % 3,
        "what": np.full(requests, PAGE),
        "agent": agent,
        "moved": np.zeros(requests, dtype=bool),
    }


def _robots(chance: "np.random.Generator", requests: int, begin: int) -> "tuple[dict[str, Any], int, int]":
    """Their requests, how many they are, and how many of these (the last) are like people."""
    shares = {"honest": 0.40, "bare": 0.20, "walks": 0.25, "changes": 0.10, "heads": 0.0475}
    counts = {name: int(requests * share) for name, share in shares.items()}
    counts["alike"] = requests - sum(counts.values())
    parts: list[dict[str, Any]] = []
    robot = begin
    for name, count in counts.items():
        walks = name in ("walks", "changes")
        each = count // max(1, count // 300) + 1 if walks else 1 if name == "alike" else 400
        nth = np.arange(count) % each
        number = np.arange(count) // each
        of = robot + number
        robot = int(of.max()) + 1
        lasts = chance.uniform(600, 2400, int(number.max()) + 1)[number]
        starts = chance.uniform(0, DAYS * DAY - 2400, int(number.max()) + 1)[number]
        agent = chance.integers(0, len(BROWSERS), int(number.max()) + 1)[number]
        if name == "changes":
            agent = chance.integers(0, len(BROWSERS), count)
        if name == "honest":
            agent = -1 - chance.integers(0, len(HONEST), count)
        script = (number % 2 == 1) & (nth % 2 == 1) if name == "walks" else np.zeros(count, dtype=bool)
        parts.append(
            {
                "at": starts + lasts * nth / each if walks else chance.uniform(0, DAYS * DAY, count),
                "actor": of,
                "story": (nth + 7 * number) % STORIES if walks else _stories(chance, count),
                "what": np.where(script, BEACON, {"bare": BARE, "heads": HEAD}.get(name, PAGE)),
                "agent": agent,
                "moved": np.zeros(count, dtype=bool),
            }
        )
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    return columns, robot - begin, counts["alike"]


def _stories(chance: "np.random.Generator", count: int) -> Any:
    weights = 1 / (np.arange(STORIES) + 3.0)
    return chance.choice(STORIES, count, p=weights / weights.sum())


def _addresses(chance: "np.random.Generator", people: int, every: int) -> list[tuple[str, str]]:
    """Two of each: one in ten people share a home with another, one in twenty-five an office with 29."""
    draws = chance.random(people)
    found = []
    for n in range(every):
        home = n
        if n < people and draws[n - n % 2] < 0.1:
            home = n - n % 2
        elif n < people and draws[n - n % 30] < 0.04:
            home = n - n % 30
        found.append((_address(home), _address(every + n)))
    return found


def _address(n: int) -> str:
    return f"{20 + n // 65536 // 256}.{n // 65536 % 256}.{n // 256 % 256}.{n % 256}"
