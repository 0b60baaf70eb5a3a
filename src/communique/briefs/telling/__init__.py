"""How a thing is told: acts, remarks and sentences of reports, in words that stand alone."""
