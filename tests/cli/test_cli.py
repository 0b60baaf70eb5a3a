"""The command line as a newcomer and as a script meets it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = [
    "",
    "init",
    "once",
    "run",
    "serve",
    "demo",
    "read",
    "group",
    "related",
    "record",
    "brief",
    "check",
    "source",
    "story",
    "editor",
    "versions",
]
COMMANDS += [f"source {name}" for name in ("add", "list", "show", "remove", "check", "catalogue", "import", "export")]
COMMANDS += [f"story {name}" for name in ("list", "show", "merge", "split", "move", "pin", "unpin", "history")]
COMMANDS += ["writer prompt"]
COMMANDS += [f"editor {name}" for name in ("add", "list", "role", "password", "remove")]
REPORTS = [
    {
        "id": "a",
        "title": "Ministers meet in Lisbon",
        "text": "LISBON, May 2 (Atlas) - Spanish Foreign Minister Ana Ruiz met Portuguese Foreign Minister Rui Matos "
        "in Lisbon on Thursday. They agreed to reopen the border bridge at Tui.",
        "published": "2024-05-02T18:00:00+01:00",
        "publisher": "Atlas",
    },
    {"id": "b", "text": "Brazil's football federation has named a new coach.", "published": "2024-05-03"},
]


def communique(*arguments: str, given: str = "", folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "communique", *arguments],
        input=given,
        capture_output=True,
        text=True,
        cwd=folder,
        timeout=120,
    )


def lines(reports: list[dict[str, str]]) -> str:
    return "".join(json.dumps(report) + "\n" for report in reports)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    done = communique(*command.split(), "--help")
    assert done.returncode == 0
    assert "Usage:" in done.stdout and len(done.stdout.splitlines()) > 6


@pytest.mark.parametrize("arguments", [["--nonsense"], ["nonsense"], ["brief", "--format", "pdf"], ["source", "add"]])
def test_wrong_usage_is_status_2(arguments: list[str]) -> None:
    done = communique(*arguments)
    assert done.returncode == 2
    assert done.stderr and not done.stdout


def test_help_does_not_import_what_only_steps_need() -> None:
    code = (
        "import sys; sys.argv = ['communique', '--help']\n"
        "from communique.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "heavy = {'spacy', 'trafilatura', 'sqlalchemy', 'fastapi', 'httpx2', 'numpy', 'lxml', 'uvicorn'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr.strip() == "[]"


def test_group_prints_a_line_for_each_report_in_order() -> None:
    done = communique("group", given=lines(REPORTS))
    assert done.returncode == 0
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["report"] for line in found] == ["a", "b"]
    assert found[0]["story"] != found[1]["story"]


def test_group_explains_itself() -> None:
    again = REPORTS[0] | {
        "id": "c",
        "title": "A bridge reopens",
        "text": "Ana Ruiz and Rui Matos opened the Tui bridge.",
    }
    given = lines([*REPORTS, again, REPORTS[0] | {"id": "d", "text": REPORTS[0]["text"] * 4}])
    done = communique("group", "--explain", given=given)
    assert done.returncode == 0
    found = [json.loads(line) for line in done.stdout.splitlines()]
    plain = [json.loads(line) for line in communique("group", given=given).stdout.splitlines()]
    assert [{"report": line["report"], "story": line["story"]} for line in found] == plain
    assert found[0]["considered"] == []
    (considered,) = (its for its in found[2]["considered"] if its["story"] == found[0]["story"])
    assert 0 < considered["score"] < 1
    assert {"feature", "meaning", "value", "adds"} == set(considered["because"][0])


def test_record_explains_itself_in_words() -> None:
    done = communique("record", "--explain", given=lines(REPORTS[:1]))
    assert done.returncode == 0
    assert "a, sentence 1 of 2" in done.stdout
    assert "“Ana Ruiz” is Ana Ruiz (ESP, GOV, foreign minister)" in " ".join(done.stdout.split())
    assert "recorded: CONSULT, done: Ana Ruiz" in done.stdout


def test_related_ranks_all_others_for_each_report() -> None:
    other = {"id": "c", "text": "Ana Ruiz of Spain and Rui Matos of Portugal opened the bridge at Tui.", "title": "Tui"}
    done = communique("related", "--most", "0", given=lines([*REPORTS, other]))
    assert done.returncode == 0
    found = [json.loads(line) for line in done.stdout.splitlines()]
    ranked = {line["report"]: [one["report"] for one in line["related"]] for line in found}
    assert ranked == {"a": ["c", "b"], "b": ["a", "c"], "c": ["a", "b"]}
    assert found[0]["related"][0]["score"] > 0.1 > found[1]["related"][0]["score"]
    shorter = communique("related", "--most", "1", given=lines([*REPORTS, other]))
    assert [len(json.loads(line)["related"]) for line in shorter.stdout.splitlines()] == [1, 1, 1]


def test_record_prints_the_meeting_with_its_day_and_evidence() -> None:
    done = communique("record", given=lines(REPORTS[:1]))
    assert done.returncode == 0
    mentions = [json.loads(line) for line in done.stdout.splitlines()]
    meeting = next(mention for mention in mentions if mention["event"] == "CONSULT")
    assert meeting["date"]["start"] == "2024-05-02"
    assert meeting["place"]["name"] == "Lisbon"
    assert {actor["code"] for actor in meeting["actor"] + meeting["recipient"]} == {"ESP", "PRT"}
    assert "met Portuguese Foreign Minister" in meeting["evidence"]


def test_brief_cites_sentences_that_stand_in_the_report(tmp_path: Path) -> None:
    (tmp_path / "reports.jsonl").write_text(lines(REPORTS[:1]))
    done = communique("brief", str(tmp_path / "reports.jsonl"))
    assert done.returncode == 0
    brief = json.loads(done.stdout)
    sentences = [sentence for paragraph in brief["body"] for sentence in paragraph]
    assert sentences
    for sentence in sentences:
        for citation in sentence["citations"]:
            assert REPORTS[0]["text"][citation["start"] : citation["end"]].strip()
    page = communique("brief", "--format", "md", str(tmp_path / "reports.jsonl"))
    assert page.returncode == 0 and brief["headline"] in page.stdout


def test_check_says_why_a_sentence_is_refused() -> None:
    source = REPORTS[0]["text"]
    claims = [
        {"id": "true", "claim": "Ana Ruiz met Rui Matos in Lisbon.", "sources": [source]},
        {"id": "false", "claim": "Ana Ruiz met Rui Matos in Madrid.", "sources": [source]},
    ]
    done = communique("check", given=lines(claims))  # type: ignore[arg-type]
    verdicts = {verdict["id"]: verdict for verdict in map(json.loads, done.stdout.splitlines())}
    assert verdicts["true"]["verdict"] == "supported"
    assert verdicts["false"]["verdict"] == "refused"
    assert any(reason["kind"] == "place" for reason in verdicts["false"]["reasons"])


@pytest.mark.parametrize("step", ["group", "related", "record", "brief", "check"])
def test_a_bad_line_is_named_and_the_others_are_done(step: str, tmp_path: Path) -> None:
    (tmp_path / "mixed.jsonl").write_text("{broken\n" + '{"id": 7}\n' + "\n")
    done = communique(step, str(tmp_path / "mixed.jsonl"))
    assert done.returncode == 1
    refusals = done.stderr.splitlines()
    assert [line.split("mixed.jsonl")[1].split(":")[1] for line in refusals] == ["1", "2"]


def test_many_bad_lines_are_counted_and_the_good_one_is_done() -> None:
    done = communique("group", given="1\n" * 1500 + lines(REPORTS[:1]))
    told = done.stderr.splitlines()
    assert (done.returncode, len(told), len(done.stdout.splitlines())) == (1, 21, 1)
    assert told[-1].endswith(": 1,480 more lines are no report in JSON")


def test_a_missing_file_is_one_line_and_status_1() -> None:
    done = communique("group", "absent.jsonl")
    assert done.returncode == 1
    assert done.stderr.splitlines() == ["communique: absent.jsonl: no such file or directory"]


def test_read_takes_pages_and_json_lines(tmp_path: Path) -> None:
    text = "".join(
        f"<p>{'The ministers spoke about the bridge and the river that it spans. ' * 3}</p>" for _ in range(4)
    )
    head = "<html lang=en><head><title>A bridge</title></head>"
    page = f"{head}<body><article><h1>A bridge</h1>{text}</article></body></html>"
    (tmp_path / "page.html").write_text(page)
    listed = [
        {"id": "x", "url": "http://example.org/a", "file": "page.html"},
        {"id": "y", "url": "http://example.org/b"},
    ]
    (tmp_path / "list.jsonl").write_text("".join(json.dumps(item) + "\n" for item in listed))
    alone = communique("read", str(tmp_path / "page.html"))
    assert alone.returncode == 0
    assert json.loads(alone.stdout)["title"] == "A bridge"
    done = communique("read", "--jsonl", str(tmp_path / "list.jsonl"))
    assert done.returncode == 1
    assert json.loads(done.stdout)["id"] == "x"
    assert len(done.stderr.splitlines()) == 1 and "list.jsonl" in done.stderr


def test_a_desk_is_made_used_and_made_again_without_harm(tmp_path: Path) -> None:
    assert communique("init", "desk", folder=tmp_path).returncode == 0
    settings = tmp_path / "desk" / "communique.toml"
    settings.write_text("port = 9999\n")
    assert communique("init", "desk", folder=tmp_path).returncode == 0
    assert settings.read_text() == "port = 9999\n"
    assert communique("source", "list", "-C", "desk", folder=tmp_path).returncode == 0
    assert communique("once", "-C", "desk", folder=tmp_path).returncode == 0
    unknown = communique("source", "remove", "nothing", "-C", "desk", folder=tmp_path)
    assert unknown.returncode == 2 and "nothing" in unknown.stderr
    refused = communique("source", "add", "http://127.0.0.1:9/feed", "-C", "desk", folder=tmp_path)
    assert refused.returncode == 1 and len(refused.stderr.splitlines()) == 1


def test_no_desk_here_says_what_to_do(tmp_path: Path) -> None:
    done = communique("once", folder=tmp_path)
    assert done.returncode == 2
    assert "communique init" in done.stderr


def test_a_model_for_the_check_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    done = communique(
        "check", "--model", str(tmp_path / "nli"), given=lines([{"id": "a", "claim": "b", "sources": ["c"]}])
    )
    assert done.returncode == 2
    assert done.stderr.splitlines() == [f"communique: check.model: {tmp_path / 'nli'}: no such folder"]
