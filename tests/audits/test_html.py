"""The Nu HTML checker finds no fault in any page type. All pages are given to it in one call: Java starts slowly."""

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from tests.audits.conftest import PAGES, tool

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("audits")]


def said(files: Iterable[Path]) -> list[dict[str, Any]]:
    """What the checker says about files, errors and warnings alike."""
    java = shutil.which("java")
    assert java, "Java is missing; ./do test installs it (Debian's default-jre-headless)"
    command = [java, "-Xss1m", "-jar", str(tool("vnu-jar/build/dist/vnu.jar")), "--format", "json", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    found: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return found


def told(message: dict[str, Any]) -> str:
    """A message as a line to find the fault by."""
    kind = message.get("subType", message["type"])
    return f"{Path(message['url']).stem}: {kind}: {message['message']} {message.get('extract', '')[:120]!r}"


def test_every_page_type_is_valid_html(signed: BrowserContext, live: str, tmp_path: Path) -> None:
    files = []
    for name, path in PAGES.items():
        files.append(tmp_path / f"{name}.html")
        files[-1].write_bytes(signed.request.get(live + path).body())
    faulty = tmp_path / "faulty.html"
    faulty.write_text("<!doctype html><html lang=en><title>T</title><p><div id=a></div><div id=a></div></p>")
    found = said([*files, faulty])
    assert [told(m) for m in found if Path(m["url"]).stem != "faulty" and m["type"] != "info"] == []
    warnings = [told(m) for m in found if m.get("subType") == "warning" and Path(m["url"]).stem != "faulty"]
    assert warnings == []
    assert len([m for m in found if Path(m["url"]).stem == "faulty" and m["type"] == "error"]) == 2
