"""Which word was meant by one that next to nothing has: out of the index's own vocabulary.

Only words that begin with the same three letters are looked at, and, where none of them is near, those that would but
for one slip (a letter other, too many, missing, or two in the wrong order: Damerau 1964); the first letter is taken to
be right or one too many. At most `MOST_LOOKED` words are compared.
"""

import json
import string
from collections.abc import Iterator

from sqlalchemy import Connection

from communique.store.connection import folded

RARE = 3  # entries: a word that so few have may be a slip
TIMES = 10  # how much commoner the other has to be
SHORTEST, LONGEST = 4, 30
MOST_LOOKED = 10_000
HAS = "SELECT count(*) FROM (SELECT 1 FROM entry_text WHERE entry_text MATCH :match LIMIT :most)"
WORDS = (
    "SELECT substr(v.term, 2, length(v.term) - 2), v.doc FROM json_each(:beginnings) AS b"
    " CROSS JOIN entry_vocabulary AS v ON v.term >= '0' || b.value AND v.term < '0' || b.value || char(1114111)"
    " WHERE length(v.term) BETWEEN :shortest AND :longest AND v.doc >= :least LIMIT :most"
)


def nearest(connection: Connection, word: str) -> str | None:
    """The word that is meant, None where this one is as good as any."""
    plain = folded(word).strip()
    if " " in plain or not SHORTEST <= len(plain) <= LONGEST or any(c.isdigit() for c in plain):
        return None
    asked = {"match": f'"0{plain}0"', "most": RARE + 1}
    has = connection.exec_driver_sql(HAS, asked).scalar_one()
    if has > RARE:
        return None
    least = max(TIMES * has, 2)
    for some in beginnings(plain):
        if (found := _nearest(connection, plain, some, least)) is not None:
            return found
    return None


def _nearest(connection: Connection, plain: str, some: list[str], least: int) -> str | None:
    """The nearest of the words that begin so, the commonest of those equally near."""
    slips = 1 if len(plain) < 6 else 2
    lengths = {"shortest": len(plain) + 2 - slips, "longest": len(plain) + 2 + slips}
    values = {"beginnings": json.dumps(some), "least": least, "most": MOST_LOOKED} | lengths
    near = [
        (away, -entries, other)
        for other, entries in connection.exec_driver_sql(WORDS, values)
        if other != plain and (away := distance(plain, other, slips)) <= slips
    ]
    return min(near)[2] if near else None


def beginnings(word: str) -> Iterator[list[str]]:
    """How the words begin that are looked at: as this one, and then with one slip."""
    a, b, c = (word[n : n + 1] for n in range(3))
    yield [word[:3]]
    slipped = [b + a + c, a + c + b, word[1:4], a + word[2:4], a + b + word[3:4]]
    for letter in string.ascii_lowercase:
        slipped += [a + letter + c, a + b + letter, a + letter + b]
    yield [one for one in dict.fromkeys(slipped) if one != word[:3]]


def distance(a: str, b: str, most: int) -> int:
    """How many slips lead from one word to the other (letters changed, added, left out, neighbours swapped); more than
    `most` is only told to be more."""
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]
