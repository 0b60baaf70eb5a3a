"""What an installation costs: its size, and how long `communique --help` takes."""

import statistics
import subprocess
import sys
import time
from pathlib import Path


def figures(short: bool) -> dict[str, float]:
    command = Path(sys.executable).parent / "communique"
    times = []
    for _ in range(3 if short else 9):
        began = time.perf_counter()
        subprocess.run([command, "--help"], check=True, capture_output=True)
        times.append(time.perf_counter() - began)
    return {"help_seconds": statistics.median(times[1:])} | ({} if short else {"megabytes": runtime_megabytes()})


def runtime_megabytes() -> float:
    """Megabytes on disk of what requirements/runtime.txt installs, by the packages' own records, compiled included."""
    import importlib.metadata
    import re

    pinned = Path("requirements/runtime.txt").read_text(encoding="utf-8")
    names = re.findall(r"^([A-Za-z0-9_.-]+)==", pinned, flags=re.MULTILINE)
    total = 0
    for name in sorted(set(names)):
        try:
            files = importlib.metadata.distribution(name).files or []
        except importlib.metadata.PackageNotFoundError:
            continue  # pinned for another platform
        for file in files:
            path = Path(str(file.locate()))
            total += path.stat().st_size if path.exists() else 0
            for compiled in path.parent.glob(f"__pycache__/{path.stem}.*.pyc") if path.suffix == ".py" else ():
                total += compiled.stat().st_size
    return total / 1e6
