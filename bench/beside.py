"""Runs in .venv-bench, which has none of our code: the article text by libraries that the desk does not use.

    .venv-bench/bin/python bench/beside.py < pages.jsonl

Reads lines of `id`, `url` and `html`; prints a line `library, id, text` for each page and library, then a line
`library, seconds` of process CPU time for each library. A library that is not installed here is left out. None may
ask the network: a page's address is only told, and sockets cannot connect.
"""

import json
import logging
import socket
import sys
import time
import warnings
from collections.abc import Callable
from importlib import import_module
from typing import Any, NoReturn

Text = Callable[[str, str], str | None]


def readability_lxml(readability: Any) -> Text:
    from lxml.html import fromstring

    return lambda html, url: "\n".join(fromstring(readability.Document(html, url=url).summary()).itertext())


def resiliparse(html2text: Any) -> Text:
    return lambda html, url: html2text.extract_plain_text(html, main_content=True, comments=False, alt_texts=False)


def newspaper4k(newspaper: Any) -> Text:
    def text(html: str, url: str) -> str | None:
        article = newspaper.Article(url, fetch_images=False)
        article.download(input_html=html)
        article.parse()
        return article.text  # type: ignore[no-any-return]

    return text


def goose3(goose3: Any) -> Text:
    goose = goose3.Goose({"enable_image_fetching": False})
    return lambda html, url: goose.extract(raw_html=html).cleaned_text


def rs_trafilatura(rs_trafilatura: Any) -> Text:
    return lambda html, url: rs_trafilatura.extract(html, url=url, page_type="article").main_content


LIBRARIES = {
    "readability_lxml": ("readability", readability_lxml),
    "resiliparse": ("resiliparse.extract.html2text", resiliparse),
    "newspaper4k": ("newspaper", newspaper4k),
    "goose3": ("goose3", goose3),
    "rs_trafilatura": ("rs_trafilatura", rs_trafilatura),
}


def refuse(*_: object) -> NoReturn:
    raise OSError("a library asked the network")


def main() -> None:
    """Every library over all pages, one library after the other."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    pages = [json.loads(line) for line in sys.stdin]
    socket.socket.connect = refuse  # type: ignore[method-assign]
    for library, (module, made) in LIBRARIES.items():
        try:
            text = made(import_module(module))
        except ImportError:
            continue
        begun = time.process_time()
        for page in pages:
            try:
                found = text(page["html"], page["url"])
            except Exception:  # a page that a library cannot read is a page it has no text for
                found = None
            print(json.dumps({"library": library, "id": page["id"], "text": found or ""}))
        print(json.dumps({"library": library, "seconds": time.process_time() - begun}), flush=True)


if __name__ == "__main__":
    main()
