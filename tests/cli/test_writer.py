"""`communique once` with a model, and the prompt as a file."""

from pathlib import Path

import pytest

from communique.briefs.second import showing
from tests.cli.conftest import Run
from tests.cli.test_run import HEADLINE, PAGE
from tests.sources.conftest import Publisher, body
from tests.writing.model_server import ModelServer, drafts, fails

MET = "Ana Ruiz met Rui Matos in Lisbon on Thursday, 2 May 2024, according to Harbour Wire."


@pytest.fixture
def once(source: Run, communique: Run, folder: Path, publisher: Publisher) -> Run:
    """Runs `communique once` on a desk with one source, asking the model at this address."""
    item = f"<item><title>{HEADLINE}</title><link>/news/1</link><pubDate>Thu, 02 May 2024 10:00:00 GMT</pubDate></item>"
    feed = f"<rss version='2.0'><channel><title>Harbour Wire</title>{item}</channel></rss>"
    publisher.pages |= {"/feed.xml": body(feed, "application/rss+xml"), "/news/1": body(PAGE)}

    def run(address: str, *more: str) -> object:
        with (folder / "communique.toml").open("a") as settings:
            settings.write("\n".join(["[writer]", f'address = "{address}"', 'model = "small"', "tries = 1", *more]))
        assert source("add", f"{publisher.url}/feed.xml").status == 0
        return communique("once", "-C", str(folder))

    return run  # type: ignore[return-value]


def flat(text: str) -> str:
    return " ".join(text.split())


def test_a_round_says_calls_tokens_and_cost(once: Run) -> None:
    with ModelServer(drafts(HEADLINE, [(MET, "met Portuguese")])) as server:
        done = once(server.address, "price_in = 1.0", "price_out = 2.0")
    assert done.status == 0, done.err
    assert "1 stories by small: 1 calls, 0 answered from the store, 1000 tokens in, 200 out, cost" in flat(done.out)
    assert "cost 0.0014" in flat(done.out)
    assert "0 stories written without it" in flat(done.out)


def test_a_model_that_is_down_is_told_of_and_is_no_refused_input(once: Run) -> None:
    with ModelServer(fails(500)) as server:
        done = once(server.address)
    assert done.status == 0
    assert "the model answered 500 (1 try)" in flat(done.out) and "1 briefs written" in flat(done.out)


def test_a_prompt_that_lacks_a_place_is_wrong_usage_before_anything_is_asked(once: Run, folder: Path) -> None:
    (folder / "own.txt").write_text("{{sentences}} {{fence}}")
    with ModelServer(fails(500)) as server:
        done = once(server.address, 'prompt = "own.txt"')
        assert server.asked == []
    assert done.status == 2 and "own.txt" in done.err and "{{shape}}" in done.err


def test_the_prompt_that_is_printed_is_one_that_may_be_used(communique: Run) -> None:
    printed = communique("writer", "prompt").out
    assert printed == showing.packaged() == showing.checked(printed, "prompt")
