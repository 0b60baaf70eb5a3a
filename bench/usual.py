"""Writes stories/usual.tsv: how usual the words of news are before a desk has read any. The texts are our own: practice
reports, the training half of bench/confusable, the packaged sample.

    python -m bench.usual
"""

from collections import Counter
from pathlib import Path

from bench import confusable, practice
from bench.grouping import sample
from communique.stories.portrait import portrait

TABLE = Path(__file__).resolve().parent.parent / "src" / "communique" / "stories" / "usual.tsv"
LEAST = 3  # reports with a word that is listed
HEAD = """# How many of a thousand reports use a word, by its stem: how usual words are before a desk has read any.
# Written by bench/usual.py from reports of our own.
"""


def main() -> None:
    reports = [*confusable.reports("train")[0], *sample()[0]]
    for part in practice.PARTS:
        reports += practice.reports(part)[0]
    counts = Counter(stem for report in reports for stem in portrait(report).terms)
    rows = sorted((stem, round(1000 * n / len(reports))) for stem, n in counts.items() if n >= LEAST)
    TABLE.write_text(HEAD + "".join(f"{stem}\t{share}\n" for stem, share in rows), encoding="utf8")
    print(f"{len(rows)} words of {len(reports)} reports")


if __name__ == "__main__":
    main()
