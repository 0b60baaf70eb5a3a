"""What an answer's `Link` headers name (RFC 8288)."""

import re

from communique.sources.addresses import plain

LONGEST = 20_000  # characters of the header that are looked at
MOST = 100  # links
LINK = re.compile(r'[\s,]*<([^<>]{0,4000})>((?:\s*;\s*[^\s"=;,<>]{1,40}(?:\s*=\s*(?:"[^"]*"|[^\s";,<>]*))?)*)')
PARAMETER = re.compile(r';\s*([^\s"=;,<>]+)(?:\s*=\s*(?:"([^"]*)"|([^\s";,<>]*)))?')


def related(header: str, base: str) -> dict[str, str]:
    """The first address for each relation, in lower case; relative ones are read against `base`. Links of another
    context than the answer (`anchor`) and what cannot be read are left out."""
    found: dict[str, str] = {}
    at, header = 0, header[:LONGEST]
    for _ in range(MOST):
        link = LINK.match(header, at)
        if link is None:
            break
        at = link.end()
        said: dict[str, str] = {}
        for name, quoted, bare in PARAMETER.findall(link[2]):
            said.setdefault(name.lower(), quoted or bare)  # section 3.3: only the first `rel` counts
        address = plain(link[1], base)
        if address is not None and "anchor" not in said:
            found = {**dict.fromkeys(said.get("rel", "").lower().split(), address), **found}
    return found
