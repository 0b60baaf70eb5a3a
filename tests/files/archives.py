"""Archives of fictional publishers, written byte by byte."""

import gzip
import io
import json
import zipfile


def article(number: int, more: str = "") -> bytes:
    """A page with one article, whose words tell it from the others."""
    return (
        f"<html lang='en'><head><title>Talks number {number} held in Oslo</title></head><body><article><h1>Talks number"
        f" {number} held in Oslo</h1><p>The foreign ministers of Norway and Chile met in Oslo for round {number} and"
        f" agreed to open talks on fisheries.</p><p>A second meeting, after number {number}, is planned for the autumn"
        f" in Santiago, the ministry said in a statement to reporters.</p>{more}</article></body></html>"
    ).encode()


def record(
    url: str,
    body: bytes,
    *,
    head: str = "Content-Type: text/html\r\n",
    status: str = "200 OK",
    kind: str = "response",
    version: str = "1.0",
    date: str = "2024-03-21T00:00:00Z",
) -> bytes:
    """One WARC record: a response with its HTTP head, or a resource whose type is given in `head`."""
    block = body if kind == "resource" else f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body
    told = head if kind == "resource" else f"Content-Type: application/http; msgtype={kind}\r\n"
    about = (
        f"WARC/{version}\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\n"
        f"WARC-Record-ID: <urn:uuid:{abs(hash(url))}>\r\n{told}Content-Length: {len(block)}\r\n\r\n"
    )
    return about.encode() + block + b"\r\n\r\n"


def packed(*records: bytes) -> bytes:
    """The records gzipped one by one."""
    return b"".join(gzip.compress(each, mtime=0) for each in records)


def wacz(
    *records: tuple[str, bytes, str],
    indexed: bool = True,
    zipped_index: bool = False,
    method: int = zipfile.ZIP_STORED,
    changed: tuple[bytes, bytes] = (b"", b""),
) -> bytes:
    """A WACZ of (address, WARC record, media type); `changed` is replaced in the index."""
    data, index = b"", []
    for url, each, mime in records:
        whole = gzip.compress(each, mtime=0)
        told = {"url": url, "mime": mime, "status": "200", "filename": "data.warc.gz"}
        index.append(f"{url} 20240321000000 {json.dumps(told | {'offset': str(len(data)), 'length': str(len(whole))})}")
        data += whole
    lines = ("\n".join(sorted(index)) + "\n").encode()
    lines = lines.replace(*changed) if changed[0] else lines
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr("archive/data.warc.gz", data)
        if indexed:
            archive.writestr(
                "indexes/index.cdx.gz" if zipped_index else "indexes/index.cdx",
                gzip.compress(lines) if zipped_index else lines,
            )
        archive.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n')
        archive.writestr("datapackage.json", '{"profile": "data-package", "wacz_version": "1.1.1"}')
    return made.getvalue()
