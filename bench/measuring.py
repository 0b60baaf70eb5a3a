"""One room measured; a module of its own, since a process that is started anew finds nothing in `__main__`."""

import importlib
import time


def measured(room: str, short: bool) -> tuple[str, dict[str, float], float]:
    """The room, its figures, and the seconds they took."""
    began = time.perf_counter()
    figures = importlib.import_module(f"bench.{room}").figures(short)
    return room, figures, time.perf_counter() - began
