"""What every room knows of language and of the world: sentences, days, numbers, names, countries. Pure functions over
tables in this folder; below the rooms, so that the record and the gate can never read one date in two ways."""

SENTENCES_KEPT = 4096
"""How many texts each finder remembers: the record and the gate ask about the same sentences. The grouper, which asks
about each text once, has them searched without that."""
