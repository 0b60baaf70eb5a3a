"""Meaning weighed: freely worded sentences by the table or by a model; a model's folder that is not as it should be."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest

from communique.briefs.check import check
from communique.briefs.gate import meaning, passages
from communique.briefs.gate.onnx import OnnxEntailment
from communique.errors import ConfigError
from communique.model import Check, Reason

FERRY = (
    "A passenger ferry with 214 people on board sank in rough seas between Cebu and Leyte on Thursday night, and the "
    "coast guard said on Friday it had pulled 131 survivors and nine bodies from the water. The ship left Cebu City "
    "for Ormoc at 8 pm. Its master, Captain Rodelio Baguhin, radioed that cars had shifted and the ship was leaning "
    "to port. No storm signal was in force when it sailed. The owner said all safety equipment was aboard."
)
ABSTRACT = "More than a hundred survivors were pulled from the sea after a passenger ferry sank between Cebu and Leyte."
TOPICAL = "The captain of a ship which had left in a storm has been jailed for the loss of his passengers near Bohol."


def supported(claim: str, model: object = None) -> float:
    return check(Check(id="c", claim=claim, sources=(FERRY,)), model).supported  # type: ignore[arg-type]


def test_words_that_stand_together_weigh_more_than_words_of_the_same_topic() -> None:
    assert supported(ABSTRACT) >= 0.5 > supported(TOPICAL)


def test_a_sentence_supported_as_a_whole_still_names_what_was_not_found() -> None:
    verdict = check(Check(id="c", claim=ABSTRACT, sources=(FERRY,)))
    assert verdict.verdict == "supported"
    assert any("hundred" in reason.text for reason in verdict.reasons)


@pytest.mark.parametrize(
    "claim",
    [
        "A passenger ferry with 240 people on board sank in rough seas between Cebu and Leyte on Thursday night.",
        "A passenger ferry with 214 people on board sank in calm seas between Cebu and Leyte on Thursday night.",
        "More than a hundred survivors were not pulled from the sea after a passenger ferry sank off Cebu and Leyte.",
        "Rescuers led by Tomasz Wierzbicki pulled survivors of a passenger ferry from the sea between Cebu and Leyte.",
    ],
    ids=["number in the source's words", "word in the source's words", "negation", "stranger"],
)
def test_what_decides_is_refused_whatever_the_whole_weighs(claim: str) -> None:
    assert supported(claim) < 0.5
    assert supported(claim, lambda pairs: [1.0] * len(pairs)) < 0.5


def test_cues_of_a_sentence_cut_from_its_source_are_whole_and_of_a_strange_one_nil() -> None:
    source = [passages.source(FERRY)]
    cut = meaning.cues("A passenger ferry with 214 people on board sank in rough seas.", source)
    assert (cut.order, cut.together, cut.neighbours, cut.copied, cut.strange) == (1.0, 1.0, 1.0, True, False)
    strange = meaning.cues("Parliament in Oslo elects Ingrid Solvang", source)
    assert (strange.order, strange.together, strange.copied, strange.strange) == (0.0, 0.0, False, True)


def test_reasons_count_up_to_a_most() -> None:
    cues = meaning.Cues(0.5, 0.5, 0.2, False, 9, 2)
    found = [meaning.weighed(cues, [Reason(kind="number", text="x")] * n) for n in range(5)]
    assert found[0] > found[1] > found[2] > found[3] == found[4]


def test_a_model_takes_the_place_of_the_table_and_is_shown_the_nearest_stretches() -> None:
    asked: list[tuple[str, str]] = []

    def model(pairs: Sequence[tuple[str, str]]) -> list[float]:
        asked.extend(pairs)
        return [0.9 if "radioed" in premise else 0.1 for premise, _ in pairs]

    assert supported(TOPICAL, model) == 0.9
    assert all(claim == TOPICAL for _, claim in asked)
    assert len(asked) == 5
    claim = "The ship left Cebu City at 8 pm for Ormoc."
    verdict = check(Check(id="c", claim=claim, sources=(FERRY,)), lambda pairs: [0.2] * len(pairs))
    assert (verdict.verdict, [r.kind for r in verdict.reasons]) == ("refused", ["unsupported"])
    assert supported("The ship left Cebu City for Ormoc at 8 pm.", lambda pairs: [0.0] * len(pairs)) == 1.0


ENCODED = SimpleNamespace(ids=[1, 5, 2, 7, 2], attention_mask=[1] * 5, type_ids=[0, 0, 0, 1, 1])


class Session:
    """Stands for onnxruntime's: gives one row of logits and remembers what it was asked."""

    logits = (2.0, 0.0, 1.0)

    def __init__(self, path: str, providers: list[str]) -> None:
        if Path(path).read_bytes() != b"weights":
            raise RuntimeError("[ONNXRuntimeError] : 7 : INVALID_PROTOBUF : Load model failed\nmore")
        self.given: dict[str, np.ndarray] = {}  # type: ignore[type-arg]

    def get_inputs(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(name="input_ids"), SimpleNamespace(name="attention_mask")]

    def run(self, names: None, given: "dict[str, np.ndarray]") -> "list[np.ndarray]":  # type: ignore[type-arg]
        self.given = given
        return [np.array([self.logits], np.float32)]


class Tokenizer:
    """Stands for the tokenizers library's."""

    def __init__(self) -> None:
        self.longest = 0

    @staticmethod
    def from_file(path: str) -> "Tokenizer":
        if not Path(path).read_text():
            raise Exception("expected value at line 1 column 1")  # what the library raises
        return Tokenizer()

    def enable_truncation(self, longest: int, strategy: str) -> None:
        assert strategy == "only_first"
        self.longest = longest

    def no_padding(self) -> None: ...

    def encode(self, premise: str, hypothesis: str) -> SimpleNamespace:
        return ENCODED


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, held in (("onnxruntime", {"InferenceSession": Session}), ("tokenizers", {"Tokenizer": Tokenizer})):
        module = ModuleType(name)
        vars(module).update(held)
        monkeypatch.setitem(sys.modules, name, module)
    (tmp_path / "model.onnx").write_bytes(b"weights")
    (tmp_path / "tokenizer.json").write_text("{}")
    labels = {"0": "CONTRADICTION", "1": "NEUTRAL", "2": "ENTAILMENT"}
    (tmp_path / "config.json").write_text(json.dumps({"id2label": labels, "max_position_embeddings": 128}))
    return tmp_path


def test_the_column_of_entailment_is_found_by_its_label(folder: Path) -> None:
    model = OnnxEntailment(folder)
    first, second = model([("a", "b"), ("c", "d")])
    assert first == second == pytest.approx(np.exp(1) / (np.exp(2) + np.exp(0) + np.exp(1)))
    assert model.tokenizer.longest == 128
    assert set(model.session.given) == {"input_ids", "attention_mask"}


@pytest.mark.parametrize(
    ("name", "held", "said"),
    [
        ("model.onnx", None, "model.onnx is missing"),
        ("tokenizer.json", None, "tokenizer.json is missing"),
        ("config.json", None, "config.json is missing"),
        ("config.json", "{", "config.json: "),
        ("config.json", "[]", "no table of settings"),
        ("config.json", '{"id2label": {"0": "LABEL_0"}}', r"no label is `entailment` \(labels: LABEL_0\)"),
        ("config.json", "{}", r"no label is `entailment` \(labels: none\)"),
        ("tokenizer.json", "", "tokenizer.json: expected value"),
        ("model.onnx", "other", "INVALID_PROTOBUF : Load model failed$"),
    ],
)
def test_a_folder_that_is_not_as_it_should_be_is_one_line(folder: Path, name: str, held: str | None, said: str) -> None:
    (folder / name).unlink()
    if held is not None:
        (folder / name).write_text(held)
    with pytest.raises(ConfigError, match=said) as raised:
        OnnxEntailment(folder)
    assert "\n" not in str(raised.value)


def test_no_folder_and_nothing_to_run_it_with_are_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match="no such folder"):
        OnnxEntailment(folder / "nowhere")
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(ConfigError, match=r"communique\[nli\]"):
        OnnxEntailment(folder)
