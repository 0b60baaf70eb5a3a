"""What every room knows of language and of the world: sentences, days, numbers, names, countries. Pure functions over
tables in this folder; below the rooms, so that the record and the gate can never read one date in two ways."""
