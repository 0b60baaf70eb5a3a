"""Meaning weighed by a language model at a local path: a cross-encoder for natural language inference, in onnxruntime.

Its folder holds `model.onnx`, `tokenizer.json` (of the library `tokenizers`) and `config.json`, whose `id2label` names
the columns the model gives; one of them is `entailment`. Nothing is fetched.
"""

import json
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from communique.errors import ConfigError

FILES = ("model.onnx", "tokenizer.json", "config.json")
LONGEST = 512  # tokens of a pair; of what is longer, the premise is cut
MISSING = "a model for the check needs onnxruntime and tokenizers: pip install 'communique[nli]'"


class OnnxEntailment:
    """An `Entailment`: the model's probability of `entailment` for a pair. Raises ConfigError where the folder or one
    of its files is missing or is not what it should be, and where what runs it is not installed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not folder.is_dir():
            raise ConfigError(f"check.model: {folder}: no such folder")
        if missing := [name for name in FILES if not (folder / name).is_file()]:
            raise ConfigError(f"check.model: {folder}: {missing[0]} is missing")
        config = self._config()
        self.column = self._column(config)
        try:
            runtime, tokenizers = import_module("onnxruntime"), import_module("tokenizers")
        except ImportError as error:
            raise ConfigError(MISSING) from error
        try:
            self.tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # what the library raises is a bare Exception
            raise ConfigError(f"check.model: {folder}/tokenizer.json: {first_line(error)}") from error
        longest = min(LONGEST, int(config.get("max_position_embeddings") or LONGEST))
        self.tokenizer.enable_truncation(longest, strategy="only_first")
        self.tokenizer.no_padding()
        try:
            self.session = runtime.InferenceSession(str(folder / "model.onnx"), providers=["CPUExecutionProvider"])
        except Exception as error:  # a class for each way in which it fails, none of them public
            raise ConfigError(f"check.model: {folder}/model.onnx: {first_line(error)}") from error
        self.asked = {given.name for given in self.session.get_inputs()}

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """The probabilities of `entailment`, in order. Each pair is run by itself: in weights of eight bits what is
        padded changes a little."""
        return [self._weighed(premise, hypothesis) for premise, hypothesis in pairs]

    def _weighed(self, premise: str, hypothesis: str) -> float:
        import numpy as np

        encoded = self.tokenizer.encode(premise, hypothesis)
        columns = {
            "input_ids": encoded.ids,
            "attention_mask": encoded.attention_mask,
            "token_type_ids": encoded.type_ids,
        }
        given = {name: np.array([column], np.int64) for name, column in columns.items() if name in self.asked}
        try:
            logits = self.session.run(None, given)[0][0]
            shares = np.exp(logits - logits.max())
            return float(shares[self.column] / shares.sum())
        except Exception as error:
            raise ConfigError(f"check.model: {self.folder}/model.onnx: {first_line(error)}") from error

    def _config(self) -> dict[str, Any]:
        path = self.folder / "config.json"
        try:
            config = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ConfigError(f"check.model: {path}: {first_line(error)}") from error
        if not isinstance(config, dict):
            raise ConfigError(f"check.model: {path}: no table of settings")
        return config

    def _column(self, config: dict[str, Any]) -> int:
        labels = config.get("id2label")
        named = labels if isinstance(labels, dict) else {}
        for number, label in named.items():
            if str(label).lower() == "entailment" and str(number).isdigit():
                return int(number)
        told = ", ".join(map(str, named.values())) or "none"
        raise ConfigError(f"check.model: {self.folder}/config.json: no label is `entailment` (labels: {told})")


def first_line(error: Exception) -> str:
    """What went wrong, in one line."""
    return (str(error) or type(error).__name__).splitlines()[0][:200]
