"""Print the figures of a side."""

import sys

from bench.agreements import measured
from communique.record import Recorder
from communique.record.spacy_parser import SpacyParser

chosen = sys.argv[1] if len(sys.argv) > 1 else "held"
for name, value in measured(Recorder(SpacyParser()), chosen, show=chosen == "train").items():
    print(f"{name:<12} {value:.3f}")
