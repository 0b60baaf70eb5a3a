"""`communique source erase`, `person erase` and `editor email`."""

from pathlib import Path

from communique.model import Source, User
from communique.store.sqlite import SqliteStore
from tests.cli.conftest import Run
from tests.store.nouns import a_report


def test_a_source_and_a_person_are_removed_after_a_question(communique: Run, folder: Path) -> None:
    store = SqliteStore(folder / "desk.db")
    store.put_source(Source(id="harbour", url="https://harbour.example/feed", publisher="Harbour Wire"))
    for name, source in (("r1", "harbour"), ("r2", None)):
        store.put_report(a_report(name, source=source, text="Kim Song Nam met Wang Yi."))
        store.assign(name, "s1")
    where = ("-C", str(folder))
    assert communique("source", "erase", "harbour", *where, given="n\n").status != 0 and store.source("harbour")
    done = communique("source", "erase", "harbour", "--yes", "--by", "Ana", *where)
    assert (done.status, done.out) == (0, "erased: harbour, reports: 1. Briefs follow in the next round.\n")
    assert store.source("harbour") is None
    (folder / "sources.toml").write_text('[[source]]\nid = "again"\nurl = "https://harbour.example/feed"\n')
    again = communique("source", "import", str(folder / "sources.toml"), *where)
    assert "0 added, 0 changed, 0 known already, 1 not taken: removed on demand" in again.out and store.sources() == []
    assert communique("person", "erase", "Kim Song Nam", *where, given="n\n").status != 0
    done = communique("person", "erase", "Kim Song-nam", "--yes", "--by", "Ana", *where)
    assert (done.status, done.out) == (
        0,
        "erased: a person; stories that named them: 1. Briefs follow in the next round.\n",
    )
    report = store.report("r2")
    assert report is not None and report.text == "███ ████ ███ met Wang Yi."
    again = communique("person", "erase", "kim-song-nam", "--yes", "--by", "Ana", *where)
    assert again.status == 2 and "removed already" in again.err
    assert [ruling.kind for ruling in store.rulings(5)] == ["forget", "erase"]
    store.close()


def test_a_user_is_known_by_an_address(communique: Run, folder: Path) -> None:
    store = SqliteStore(folder / "desk.db")
    store.put_user(User(name="Ana", password="none"))
    assert communique("editor", "email", "Ana", "Ana@Desk.example", "-C", str(folder)).status == 0
    assert [user.email for user in store.users()] == ["ana@desk.example"]
    wrong = communique("editor", "email", "Ana", "nowhere", "-C", str(folder))
    assert wrong.status == 2 and "no e-mail address" in wrong.err
    store.close()
