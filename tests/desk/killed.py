"""The demo's two rounds over some of its publishers, continued where the folder's store stands, to be killed at any
moment. `python -m tests.desk.killed` loads what a desk needs once; each line `FOLDER PORT` on standard input is then
played by a process of its own, which has all of that from the first. Its number is answered, and as it ends, how.
"""

import os
import sys
import traceback
from pathlib import Path

from communique.briefs import Dossier, compose
from communique.demo import Demo
from communique.model import Report, Span
from communique.record import Recorder
from communique.record.spacy_parser import SpacyParser

SOME = {"tasman", "meridien", "copperbelt"}
"""Two languages, reports that are printed again, and stories that several of them tell."""
TEXT = "Chinese Foreign Minister Wang Yi met his Laotian counterpart in Vientiane on Friday, March 22, Xinhua said."


def load(recorder: Recorder) -> None:
    """Let the parser and the tables of record and briefs be read."""
    whole = (Span(start=0, end=len(TEXT)),)
    report = Report(id="r", text=TEXT, sentences=whole, language="en", published="2024-03-23T08:00:00Z")
    compose(Dossier(story="s", reports=(report,), recorded=(recorder.record(report),)))


def play(folder: Path, port: int, parser: SpacyParser) -> None:
    """Play what is not yet played."""
    with Demo(folder, publishers_port=port) as demo:
        demo.desk.parser, demo.desk.recorder = parser, Recorder(parser)
        for source in demo.desk.store.sources():
            if source.id not in SOME:
                demo.desk.store.remove_source(source.id)
        for _ in demo.moments():
            demo.desk.once()


def main() -> None:
    """Answer until there are no more lines."""
    parser = SpacyParser()
    load(Recorder(parser))
    for line in sys.stdin:
        folder, _, port = line.rstrip("\n").rpartition(" ")
        process = os.fork()
        if not process:
            try:
                play(Path(folder), int(port), parser)
            except BaseException:
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        print(process, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
