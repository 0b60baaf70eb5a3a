"""What the schema has besides tables, in SQLite's own words: the full-text index, and the triggers that keep totals.

As the migrations leave it: new files are made by them, and a test holds both against each other.
"""

# The words of an entry, by its seq: Porter stems, case and accents folded. `exact` has every word as it stands between
# two zeros, which no stemmer touches: exact phrases and spelling go by it. The texts are kept once, in entry_body.
ENTRY_CONTENT = (
    "CREATE VIEW entry_content AS SELECT seq, title, lead, text, '' AS exact, '' AS who, '' AS marks FROM entry_body"
)
ENTRY_TEXT = (
    "CREATE VIRTUAL TABLE entry_text USING fts5(title, lead, text, exact, who, marks, content = 'entry_content',"
    " content_rowid = 'seq', tokenize = 'porter unicode61 remove_diacritics 2')"
)
ENTRY_VOCABULARY = "CREATE VIRTUAL TABLE entry_vocabulary USING fts5vocab(entry_text, 'row')"


def totalled() -> list[str]:
    """The triggers that keep the tables of totals."""
    made = []
    for kind, columns in (("country", ("code",)), ("pair", ("a", "b")), ("person", ("key", "name", "code"))):
        for when, row in (("INSERT", "new"), ("DELETE", "old")):
            values = [f"{row}.{name}" if name != "code" else f"coalesce({row}.code, '')" for name in columns]
            same = " AND ".join(f"{name} = {value}" for name, value in zip(columns, values, strict=True))
            more = (
                f"INSERT INTO {kind}_total VALUES ({', '.join(values)}, 1)"
                f" ON CONFLICT DO UPDATE SET number = number + 1"
            )
            less = f"UPDATE {kind}_total SET number = number - 1 WHERE {same}"
            none = f"DELETE FROM {kind}_total WHERE {same} AND number = 0"
            does = more if when == "INSERT" else f"{less}; {none}"
            made.append(f"CREATE TRIGGER event_{kind}_{when.lower()} AFTER {when} ON event_{kind} BEGIN {does}; END")
    return made
