import re
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from communique.clock import PlayedClock
from communique.config import Settings
from communique.desk import Desk, Round
from communique.model import Report
from communique.sources.http import HttpFetch

from .misbehaving import GOOD, ON_PAGES, WAYS, Street, Way, article, feed

NAMES = [way.name for way in WAYS]
LEADS = Way(  # a feed of which every entry but the first leads to one of the others
    name="leads-astray",
    serve=feed(
        "/good",
        "http://169.254.169.254/latest",
        "http://[::ffff:169.254.169.254]/",
        "http://nowhere.invalid/1",
        "https://127.0.0.1:1/",
        "http://a:b@127.0.0.1/",
        "/missing",
    ),
    more={"/good": article("Astray no more", "The delegates found their way to Bern")},
    why=None,
)


class Morning:
    """What two rounds on one desk gave, with all publishers at once."""

    def __init__(self, desk: Desk, street: Street, rounds: list[Round], seconds: float) -> None:
        self.desk, self.street, self.rounds, self.seconds = desk, street, rounds, seconds
        self.reports: dict[str, list[Report]] = {}
        for report, _ in desk.store.assignments():
            self.reports.setdefault(report.source or "", []).append(report)

    def refused(self, source: str) -> dict[str, str]:
        return {refusal.name: refusal.why for refusal in self.rounds[0].refusals if refusal.source == source}


@pytest.fixture(scope="module")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Morning]:
    folder = tmp_path_factory.mktemp("misbehaving")
    street = Street((*WAYS, *GOOD, LEADS), _certificate(folder))
    clock = PlayedClock(datetime(2024, 3, 24, 12, tzinfo=UTC))
    fetch = HttpFetch("", clock, allow_private=True, pace=0.0, timeout=3.0, longest=6.0, largest=800_000)
    desk = Desk(Settings(workers=8, pace=0.0, allow_private=True), folder=folder, clock=clock, fetch=fetch)
    for source in street.sources.values():
        desk.store.put_source(source)
    began = time.monotonic()
    first = desk.once()
    seconds = time.monotonic() - began
    clock.sleep(3600)
    yield Morning(desk, street, [first, desk.once()], seconds)
    fetch.close()
    desk.store.close()
    street.close()


def _certificate(folder: Path) -> Path:
    """A certificate for 127.0.0.1 that nobody but its maker vouches for, with its key."""
    made = folder / "self-signed.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", made, "-out", folder / "c.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    made.write_bytes(made.read_bytes() + (folder / "c.pem").read_bytes())
    return made


def test_no_way_accepts_just_any_reason_and_many_act_on_pages_of_a_good_feed() -> None:
    assert all(way.why is None or len(way.why) > 3 for way in WAYS)
    assert len(ON_PAGES) >= 40


@pytest.mark.parametrize("way", ON_PAGES, ids=lambda way: way.name)
def test_a_feed_of_which_one_article_failed_is_well(way: Way, morning: Morning) -> None:
    state = morning.desk.store.source_state(way.name)
    assert (state.failures, state.last_error, state.ended) == (0, None, False)


def test_the_round_ends_in_time_and_asked_everybody(morning: Morning) -> None:
    assert len(set(NAMES)) == len(WAYS) >= 45
    assert morning.seconds < 60
    assert morning.rounds[0].asked == len(WAYS) + len(GOOD) + 1
    assert not [refusal for refusal in morning.rounds[0].refusals if "unexpected" in refusal.why]


@pytest.mark.parametrize("way", WAYS, ids=NAMES)
def test_each_is_refused_by_name_for_its_reason_and_only_what_is_right_is_stored(way: Way, morning: Morning) -> None:
    refused, at = morning.refused(way.name), morning.street.sources[way.name].url
    at = at.removesuffix("/it") + way.at if at.endswith("/it") else at
    assert set(refused) == ({at} if way.why else set())
    assert re.search(way.why or "", refused.get(at, ""))
    assert sorted(report.title or "" for report in morning.reports.get(way.name, [])) == sorted(way.kept)
    kept = {refusal.name: refusal for refusal in morning.desk.store.refusals(10_000) if refusal.source == way.name}
    assert set(kept) == set(refused)


@pytest.mark.parametrize(
    "way", [way for way in WAYS if way.kind == "feed" and way.at == "/it" and way.why], ids=lambda way: way.name
)
def test_a_list_that_failed_is_seen_in_the_state_of_its_source(way: Way, morning: Morning) -> None:
    state = morning.desk.store.source_state(way.name)
    if "without an address" in (way.why or ""):  # the list itself came
        assert (state.failures, state.last_error) == (0, None)
        return
    assert state.failures >= 1 and re.search(way.why or "", state.last_error or "")
    assert state.etag is None
    assert state.ended == (way.name == "status-410")
    if way.name.startswith("later-"):
        assert (state.due or "") >= "2024-03-25T11:59:00Z"


@pytest.mark.parametrize("way", GOOD, ids=lambda way: way.name)
def test_the_well_behaved_are_read_completely(way: Way, morning: Morning) -> None:
    reports = morning.reports[way.name]
    assert sorted(report.title or "" for report in reports) == sorted(way.kept)
    assert not morning.refused(way.name)
    for report in reports:
        assert len(report.text.split("\n\n")) == 2 and report.text.endswith("in a statement to reporters.")
        assert morning.desk.store.story_of(report.id)
    state = morning.desk.store.source_state(way.name)
    assert (state.failures, state.last_error) == (0, None)


def test_a_feed_that_leads_astray_is_refused_entry_by_entry(morning: Morning) -> None:
    refused, at = morning.refused("leads-astray"), morning.street.sources["leads-astray"].url
    expected = {
        "http://169.254.169.254/latest": "metadata",
        "http://[::ffff:169.254.169.254]/": "metadata",
        "http://nowhere.invalid/1": "cannot resolve",
        "https://127.0.0.1:1/": "cannot be read",
        at.replace("/it", "/missing"): "404",
    }
    for name, why in expected.items():
        assert why in refused[name]
    assert [report.title for report in morning.reports["leads-astray"]] == ["Astray no more"]


def test_a_second_round_changes_nothing_of_what_is_stored(morning: Morning) -> None:
    assert (morning.rounds[1].new, morning.rounds[1].changed) == (0, 0)
    assert {report.version for reports in morning.reports.values() for report in reports} == {1}
    assert morning.street.asked["changing-etag"].count("/it") == 2
    assert morning.street.asked["status-410"].count("/it") == 1  # gone for good
