"""The names of what is exported, in which columns and formats."""

from typing import Literal

What = Literal["events", "statements", "offices", "agreements", "reports", "meetings"]
Style = Literal["polecat", "gdelt"]
Format = Literal["csv", "parquet", "json", "jsonl", "jsonld", "ics"]
