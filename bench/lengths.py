"""Files over 400 lines fail the build."""

import sys
from pathlib import Path

LIMIT = 400


def overlong() -> list[str]:
    files = [path for folder in ("src", "tests", "bench") for path in Path(folder).rglob("*.py")]
    counted = [(len(path.read_text(encoding="utf-8").splitlines()), path) for path in files]
    return [f"{path}: {lines} lines, at most {LIMIT}" for lines, path in sorted(counted, reverse=True) if lines > LIMIT]


if __name__ == "__main__":
    sys.exit("\n".join(overlong()) or 0)
