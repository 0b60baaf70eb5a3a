"""Print the figures of a side, with the errors of train."""

import sys

from bench.differing import measured

chosen = sys.argv[1] if len(sys.argv) > 1 else "held"
for name, value in measured(chosen, show=chosen == "train").items():
    print(f"{name:<20} {value:.3f}")
