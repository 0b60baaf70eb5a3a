"""`communique run`: gathers for ever and serves, until it is told to end."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.cli.conftest import Run
from tests.sources.conftest import Publisher, body

HEADLINE = "Spanish and Portuguese foreign ministers reopen the bridge at Tui"
TEXT = (
    "LISBON, May 2 (Harbour Wire) - Spanish Foreign Minister Ana Ruiz met Portuguese Foreign Minister Rui Matos in "
    "Lisbon on Thursday. They agreed to reopen the border bridge at Tui. "
)
PAGE = (
    f"<html lang=en><head><title>{HEADLINE}</title></head><body><article><h1>{HEADLINE}</h1>"
    + "".join(f"<p>{TEXT}{more}</p>" for more in ("The bridge was closed in March.", "Work begins in June."))
    + "</article></body></html>"
)


def test_it_serves_what_it_gathers_and_ends_cleanly(
    source: Run, folder: Path, publisher: Publisher, free_port: int
) -> None:
    item = f"<item><title>{HEADLINE}</title><link>/news/1</link><pubDate>Thu, 02 May 2024 10:00:00 GMT</pubDate></item>"
    feed = f"<rss version='2.0'><channel><title>Harbour Wire</title>{item}</channel></rss>"
    publisher.pages |= {"/feed.xml": body(feed, "application/rss+xml"), "/news/1": body(PAGE)}
    with (folder / "communique.toml").open("a") as settings:
        settings.write(f"every = 0.5\nport = {free_port}\n")
    assert source("add", f"{publisher.url}/feed.xml").status == 0
    command = [sys.executable, "-m", "communique", "run", "-C", str(folder)]
    with (folder / "said").open("w") as said:
        running = subprocess.Popen(command, stdout=said, stderr=said, env=os.environ | {"PYTHONUNBUFFERED": "1"})
    try:
        assert told(f"http://127.0.0.1:{free_port}/search?q=bridge", HEADLINE, 60), (folder / "said").read_text()
        running.send_signal(signal.SIGINT)
        assert running.wait(10) == 0, (folder / "said").read_text()
    finally:
        running.kill()
        running.wait()
    printed = (folder / "said").read_text()
    assert "Traceback" not in printed and printed.rstrip().endswith("Ended.")


def told(address: str, words: str, seconds: float) -> bool:
    """Whether the page at this address says these words before so many seconds are over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if words in answer.read().decode().replace("<mark>", "").replace("</mark>", ""):
                    return True
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.2)
    return False
