"""Claims written by hand about reports of bench/practice, and digests made from them by program."""
