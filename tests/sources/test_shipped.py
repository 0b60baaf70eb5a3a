"""The catalogue that comes with Communique, and sources as TOML entries."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import InputRefused, UsageError
from communique.lexicon import countries
from communique.model import Selectors, Source
from communique.sources import catalogue, entries

SHIPPED = [(name, entry) for name in catalogue.REGIONS for entry in catalogue.region(name)]


@pytest.mark.parametrize(("region", "entry"), SHIPPED, ids=[entry.id for _, entry in SHIPPED])
def test_an_entry_says_who_publishes_and_owns_it_and_claims_no_check(region: str, entry: Source) -> None:
    address = urlsplit(entry.url)
    assert address.scheme == "https" and "." in (address.hostname or "") and not address.fragment
    assert entry.kind in ("feed", "page", "sitemap")
    assert entry.publisher and entry.language
    assert entry.country == "IGO" or countries.name(entry.country or "")
    assert (entry.country == "IGO") == (region == "international")
    assert entry.ownership in ("public", "state", "private", "party")
    assert len(entry.ownership_reason.split()) >= 5 and entry.ownership_reason.endswith(".")
    assert "\n" not in entry.ownership_reason and ". " not in entry.ownership_reason.removesuffix(".")
    assert entry.reprint == "60" or len(entry.reprint_reason.split()) >= 5
    assert entry.section
    assert entry.verified is None


def test_the_regions_are_all_there_and_none_is_an_afterthought() -> None:
    assert 50 <= len(SHIPPED) <= 60
    for name in catalogue.REGIONS:
        assert len(catalogue.region(name)) >= 6, name
        assert len({entry.ownership for entry in catalogue.region(name)}) >= 2 or name == "international"


def test_ids_and_addresses_are_each_there_once() -> None:
    assert len({entry.id for _, entry in SHIPPED}) == len(SHIPPED)
    assert len({entry.url for _, entry in SHIPPED}) == len(SHIPPED)


def test_an_entry_is_found_by_its_id_and_a_wrong_region_is_said() -> None:
    _, last = SHIPPED[-1]
    assert catalogue.entry(last.id) == last
    assert catalogue.entry("nobody") is None
    with pytest.raises(UsageError, match=r"atlantis.*africa"):
        catalogue.region("atlantis")


def test_the_shipped_entries_survive_being_written_and_read() -> None:
    shipped = tuple(entry for _, entry in SHIPPED)
    assert entries.read(entries.written(shipped), "x") == (shipped, ())


GOOD = {"id": "isles", "url": "https://isles.example/feed"}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"id": "../up"}, "'../up' is no id"),
        ({"id": ""}, "is no id"),
        ({"url": "ftp://isles.example/"}, "is no address"),
        ({"url": "javascript:alert(1)"}, "is no address"),
        ({"url": "/etc"}, "is no address"),
        ({"kind": "folder", "url": ""}, "is no address"),
        ({"kind": "newsletter"}, "newsletter"),
        ({"country": "Fiji"}, "country code"),
        ({"language": "Fijian language"}, "language tag"),
        ({"ownership": "royal"}, "royal"),
        ({"reprint": "-3"}, "reprint allowance"),
        ({"verified": "yesterday"}, "is no day"),
        ({"publisher": 7}, "publisher"),
        ({"colour": "red"}, "unknown colour"),
    ],
)
def test_an_entry_that_cannot_stand_is_refused_by_name_and_the_others_are_taken(
    change: dict[str, object], named: str
) -> None:
    tables = [GOOD, {**GOOD, **change}]
    text = "\n".join("[[source]]\n" + "".join(f"{k} = {v!r}\n" for k, v in t.items()) for t in tables)
    found, refused = entries.read(text, "desk.toml")
    assert [source.id for source in found] == ["isles"]
    assert named in refused[0].why or named in str(refused[0])
    assert "desk.toml: source 2" in str(refused[0])


@pytest.mark.parametrize("text", ["", "x = [", "source = 7", "[source]\nid = 'a'"])
def test_what_holds_no_entries_is_one_error(text: str) -> None:
    with pytest.raises(InputRefused, match=r"desk\.toml"):
        entries.read(text, "desk.toml")


LINE = st.text(st.characters(blacklist_categories=("C", "Z")), min_size=1, max_size=20)
SOURCES = st.builds(
    Source,
    id=st.from_regex(r"[a-z0-9][a-z0-9.-]{0,20}", fullmatch=True),
    url=st.from_regex(r"https://[a-z]{1,9}\.example/[a-z0-9/?=]{0,20}", fullmatch=True),
    kind=st.sampled_from(["feed", "page", "sitemap", "address"]),
    publisher=st.lists(LINE, max_size=3).map(" ".join),
    country=st.sampled_from([None, "FJI", "IGO"]),
    language=st.sampled_from([None, "en", "pt-BR"]),
    ownership=st.sampled_from(["public", "state", "private", "party", "unknown"]),
    ownership_reason=LINE,
    reprint=st.sampled_from(["60", "0", "full", "headline"]),
    section=st.lists(LINE, max_size=3).map(" ".join),
    selectors=st.none() | st.builds(Selectors, links=LINE, drop=st.none() | LINE),
    verified=st.sampled_from([None, "2026-02-03"]),
)


@given(st.lists(SOURCES, min_size=1, max_size=4))
def test_whatever_a_source_says_is_written_and_read_as_it_was(sources: list[Source]) -> None:
    assert entries.read(entries.written(sources), "x") == (tuple(sources), ())
