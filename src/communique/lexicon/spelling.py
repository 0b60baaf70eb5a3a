"""Whether two printings of a name are one person's: order, hyphens, accents and ways of romanising set aside."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from communique.model import slug

LIKE = 0.65
"""Least likeness of two parts written in different ways; set by pairs of the train side of bench/resolution alone."""
LONG, ALIKE = 10, 0.8
"""Letters and likeness from which two names are compared as a whole."""
SHORT = 4
"""Letters up to which a part must be the same sound: in short names each letter tells people apart."""
SOUNDS = (
    (r"dzh|dj|zh|dsch|dz|hj", "j"), (r"shch|tsch|tch|sch|sh|ch|cz|sz|sj|ci(?=[aou])", "x"),
    (r"tz|ts", "c"), (r"gi(?=[aou])", "j"),
    (r"kh|gh", "h"), (r"ph", "f"), (r"th", "t"), (r"ck|q|c(?![heiy])", "k"), (r"w|v", "v"), (r"ou|oo|u", "u"),
    (r"ii|iy|yi|ij|ey|y|ee|j(?=[^aeiou]|$)", "i"), (r"ya|ja|ia", "ia"), (r"yu|ju|iu", "iu"), (r"e", "i"), (r"o", "u"),
    (r"(.)\1+", r"\1"),
)  # fmt: skip
"""Spellings of one sound, as (pattern, letter), applied in order."""
KOREAN = (
    "yoo ryu yu you", "lee yi ri rhee li", "park pak bak", "paik baek paek baik", "kim gim", "choi choe",
    "jung chung jeong chong",
    "cho jo", "kang gang", "no roh noh ro", "im lim rim", "shin sin", "an ahn", "oh o", "moon mun", "woo u",
    "kwon gwon",
    "hwang whang", "suh seo so", "song seong", "yun yoon youn", "hur heo huh", "ko go koh", "ku koo gu",
    "pyun byun byeon", "ryang yang",
)  # fmt: skip
"""Korean surnames in the ways they are romanised."""
SURNAME = {name: group.split()[0] for group in KOREAN for name in group.split()}
ARTICLES = frozenset(
    ["al", "el", "ul", "ad", "as", "ar", "at", "an", "il", "ibn", "bin", "ben", "ould", "wuld", "uld", "u", "y", "de"]
)


_SOUNDS = tuple((re.compile(pattern), letter) for pattern, letter in SOUNDS)


@lru_cache(maxsize=4096)
def sound(part: str) -> str:
    """A part of a name by its sounds, roughly."""
    for pattern, letter in _SOUNDS:
        part = pattern.sub(letter, part)
    return part


def is_part(parts: Sequence[str], whole: Sequence[str]) -> bool:
    """Do these parts stand together in the whole name?"""
    size = len(parts)
    return any(list(whole[i : i + size]) == list(parts) for i in range(len(whole) - size + 1))


def loosely(parts: Sequence[str], keys: Sequence[str]) -> set[str]:
    """Which full names, as slugs, these parts are the ends of with some of those between ("Sergei Orlov", "Sergei
    Vladimirovich Orlov"); else the one name that a single part sounds as an end of ("Abdrahmanov", "Abdrakhmanov")."""
    spanned = {key for key in keys if _spans(parts, key.split("-"))}
    heard = {key for key in keys if len(parts) == 1 and _heard(parts[0], key.split("-"))}
    return spanned or (heard if len(heard) == 1 else set())


def _spans(parts: Sequence[str], whole: Sequence[str]) -> bool:
    if not 1 < len(parts) < len(whole) or parts[0] != whole[0] or parts[-1] != whole[-1]:
        return False
    left = iter(whole)
    return all(part in left for part in parts)


def _heard(part: str, whole: Sequence[str]) -> bool:
    return len(part) > SHORT + 1 and len(whole) > 1 and sound(part) in {sound(whole[0]), sound(whole[-1])}


@lru_cache(maxsize=8192)
def same(one: str, other: str) -> bool:
    """Are two full names one, in whatever order and romanisation? Each part of the one needs its like in the other,
    with the articles left out; short parts the same sound."""
    a, b = _parts(one), _parts(other)
    if sorted(a) == sorted(b):
        return len(a) > 1
    if "".join(a) == "".join(b) or _joined(a, b) or eastern(a, b):
        return True
    if len(a) != len(b) or len(a) < 2:
        return False
    return _like(a, b) or _like(a, [*b[1:], b[0]]) or _like(a, [b[-1], *b[:-1]])


EASTERN = (
    (r"hs", "x"), (r"zh|q|j|ch(?!$)|tch", "c"), (r"ts|tz|z(?=[aeiou])", "s"), (r"g(?=[aeiouwy])", "k"),
    (r"d", "t"), (r"b", "p"), (r"eo", "o"),
    (r"eu", "u"), (r"ong", "ung"), (r"ien", "ian"), (r"ieh", "ie"), (r"ueh", "ue"), (r"oo|ou|wu", "u"),
    (r"ui", "uei"), (r"r", "l"), (r"yu", "u"),
    (r"yi", "i"), (r"ee", "i"), (r"ih", "i"), (r"sh", "s"), (r"w", "u"), (r"y", "i"), (r"eh", "e"), (r"(.)\1+", r"\1"),
)  # fmt: skip
"""Chinese and Korean in their older and newer romanisations, brought to one, as (pattern, letters)."""


def eastern(a: Sequence[str], b: Sequence[str]) -> bool:
    """Is a short-syllabled name the other in an older or newer romanisation ("Chang Kuo-ching", "Zhang Guoqing")?"""
    first = _equal(a[0], b[0]) or _brought(a[0]) == _brought(b[0])
    return (
        first
        and len(a) > 1
        and len(b) > 1
        and _brought("".join(a[1:])) == _brought("".join(b[1:]))
        and max(map(len, (*a, *b))) <= 8
    )


@lru_cache(maxsize=4096)
def _brought(part: str) -> str:
    for pattern, letters in EASTERN:
        part = re.sub(pattern, letters, part)
    return part


def _parts(name: str) -> list[str]:
    plain = slug(name.replace("Đ", "Dj").replace("đ", "dj")).split("-")
    return [part for part in plain if part not in ARTICLES] or plain


def _joined(a: Sequence[str], b: Sequence[str]) -> bool:
    """Are two long names, one parted where the other is not ("Abd al-Karim", "Abdelkarim"), the same to the ear?"""
    x, y = (sound(re.sub(r"(?<=abd)[aeu]l", "", "".join(parts))) for parts in (a, b))
    return len(a) != len(b) and min(len(x), len(y)) >= LONG and SequenceMatcher(None, x, y).ratio() >= ALIKE


def _like(a: Sequence[str], b: Sequence[str]) -> bool:
    """Part by part; one part at least must sound the same."""
    pairs = list(zip(a, b, strict=True))
    if not all(_near(x, y) for x, y in pairs):
        return False
    long = all(min(len(x), len(y)) > SHORT + 1 for x, y in pairs)
    likeness = sum(_ratio(x, y) for x, y in pairs) / len(pairs)
    return any(_equal(x, y) for x, y in pairs) or (long and likeness >= ALIKE)


def _equal(x: str, y: str) -> bool:
    return sound(x) == sound(y) or (x in SURNAME and SURNAME.get(x) == SURNAME.get(y))


def _near(x: str, y: str) -> bool:
    if _equal(x, y):
        return True
    if min(len(x), len(y)) <= SHORT:
        return False
    return _ratio(x, y) >= LIKE


@lru_cache(maxsize=8192)
def _ratio(x: str, y: str) -> float:
    """How alike two parts sound, 0 to 1; h and g are one letter, as between Russian and Ukrainian."""
    a, b = (sound(part).replace("h", "g") for part in (x, y))
    return SequenceMatcher(None, a, b).ratio()
