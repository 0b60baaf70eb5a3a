"""One settings table. A value comes from the default, then the TOML file, then the environment, then a flag.

The file is `communique.toml` in the desk's folder (`communique init` writes one); the environment names a setting
`COMMUNIQUE_<NAME>`, a list with commas between; one of a table `COMMUNIQUE_<TABLE>_<NAME>`. An unknown name or a value
of the wrong kind is a ConfigError that names it and where it stood.
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from communique.errors import ConfigError

FILE = "communique.toml"
PREFIX = "COMMUNIQUE_"


MEANING = {
    "title": "the name of the desk on its pages",
    "notice": "a line on every page",
    "store": "the SQLite file, relative to the desk's folder",
    "host": "where the site listens",
    "port": "the port of the site",
    "base_url": "public address of the site, for feeds and for hubs to push to; empty: http://host:port, and no hub",
    "hub": "a WebSub hub that pushes the feeds to who subscribes; needs base_url; empty: none",
    "api_open": "the API answers without a key, too (docs/interop.md)",
    "api_rate": "requests a minute to the API from one address without a key; 0: no limit",
    "sign_in": '"readers": only who is signed in or has a key may read (docs/site.md); empty: everybody',
    "publish": '"at once", or "after release": briefs wait for an editor at /admin/queue (docs/site.md)',
    "language": "of the site where an address names none: en, fr, es, ar or zh; the others under /fr/, /es/ …",
    "timezone": "an edition is a day in this zone",
    "trusted_proxies": 'proxies before the site, ["127.0.0.1", "10.0.0.0/8"]: their X-Forwarded-For names the reader',
    "contact": "address or URL in the User-Agent, so that publishers can reach you",
    "pace": "seconds between two requests to one host",
    "workers": "hosts asked at once",
    "every": "seconds between rounds of `communique run`",
    "reprint_words": "words a brief may take verbatim from one report",
    "watched": 'countries, pairs and people whose stories lead sooner: ["FRA", "CHN-PRK", "Kim Jong Un"]',
    "allow_private": "also ask loopback and private addresses",
    "mail": "the server that takes mail for those who watch (docs/watching.md); as a table at the end",
    "openid": "signing in by a provider of OpenID Connect (docs/site.md); as a table at the end",
    "check": "how sentences are checked (docs/check.md); as a table at the end",
    "writer": "a language model that drafts briefs, each sentence checked (docs/writer.md); as a table at the end",
}


CHECK_MEANING = {
    "model": "folder of a model that weighs meaning, relative to the desk's folder; empty: the built-in weights",
}


MAIL_MEANING = {
    "host": "the mail server; empty: no mail is sent",
    "port": "its port: mostly 587 with starttls, 465 with tls",
    "security": "starttls, tls, or none for a server on this machine",
    "user": "the name to sign in with; empty: without signing in",
    "key_file": "file with the password, relative to the desk's folder; or COMMUNIQUE_MAIL_KEY; never in this file",
    "sender": "who it is from: Desk <desk@example.org>",
}


OPENID_MEANING = {
    "issuer": "the provider, as it calls itself: https://id.example.org/realms/desk; empty: only passwords",
    "client_id": "as what the desk is known there; its redirect address is base_url/admin/sign-in/openid/back",
    "key_file": "file with the client's secret, relative to the desk's folder; or COMMUNIQUE_OPENID_KEY; empty: none",
    "name": "what the page to sign in at calls the provider",
    "scopes": "what the desk asks to be told",
    "claim": "the claim that gives roles: groups, realm_access.roles; empty: users are known by their e-mail address",
    "admin": "what the claim holds for an admin",
    "editor": "what the claim holds for an editor",
    "reader": "what the claim holds for a reader",
}


WRITER_MEANING = {
    "address": "an OpenAI-compatible address up to /v1: http://127.0.0.1:11434/v1; empty: no model writes",
    "model": "the model's name as its server knows it",
    "key_file": "file with the key, relative to the desk's folder; or COMMUNIQUE_WRITER_KEY; never in this file",
    "prompt": "file with your own prompt, relative to the desk's folder (communique writer prompt prints ours)",
    "timeout": "seconds for one try",
    "tries": "how often a story is asked for at most",
    "at_once": "stories asked for at the same time",
    "limit": "seconds for all stories of a round; what is not drafted by then the embedded writer writes",
    "tokens": "the longest answer, in tokens",
    "price_in": "price of a million tokens sent, in your currency",
    "price_out": "price of a million tokens received",
    "round_budget": "what one round may cost at most; 0: no limit",
    "day_budget": "what one day (UTC) may cost at most; 0: no limit",
}


class CheckSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a desk can be told about the check of sentences; `CHECK_MEANING` has a line for each."""

    model: str = ""


class MailSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a desk can be told about the server that takes its mail; `MAIL_MEANING` has a line for each. The password is
    none of them: it is read by `mail_key`, and stands in no settings."""

    host: str = ""
    port: Annotated[int, msgspec.Meta(ge=1, le=65535)] = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    key_file: str = ""
    sender: str = ""


class OpenIDSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a desk can be told about a provider of OpenID Connect; `OPENID_MEANING` has a line for each. The secret is
    none of them: it is read by `openid_key`, and stands in no settings."""

    issuer: str = ""
    client_id: str = ""
    key_file: str = ""
    name: str = "your organisation"
    scopes: str = "openid email profile"
    claim: str = ""
    admin: str = ""
    editor: str = ""
    reader: str = ""


class WriterSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a desk can be told about the model that drafts; `WRITER_MEANING` has a line for each. The key is none of
    them: it is read by `key` when the model is asked, and stands in no settings."""

    address: str = ""
    model: str = ""
    key_file: str = ""
    prompt: str = ""
    timeout: Annotated[float, msgspec.Meta(gt=0)] = 120.0
    tries: Annotated[int, msgspec.Meta(ge=1, le=20)] = 3
    at_once: Annotated[int, msgspec.Meta(ge=1, le=64)] = 2
    limit: Annotated[float, msgspec.Meta(gt=0)] = 600.0
    tokens: Annotated[int, msgspec.Meta(ge=1)] = 2000
    price_in: Annotated[float, msgspec.Meta(ge=0)] = 0.0
    price_out: Annotated[float, msgspec.Meta(ge=0)] = 0.0
    round_budget: Annotated[float, msgspec.Meta(ge=0)] = 0.0
    day_budget: Annotated[float, msgspec.Meta(ge=0)] = 0.0


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a desk can be told; `MEANING` has a line for each."""

    title: str = "Communique"
    notice: str = ""
    store: str = "desk.db"
    host: str = "127.0.0.1"
    port: int = 8600
    base_url: str = ""
    hub: str = ""
    api_open: bool = True
    api_rate: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] = 120
    sign_in: Literal["", "readers"] = ""
    publish: Literal["at once", "after release"] = "at once"
    language: str = "en"
    timezone: str = "UTC"
    trusted_proxies: tuple[str, ...] = ()
    contact: str = ""
    pace: float = 2.0
    workers: int = 32
    every: float = 300.0
    reprint_words: int = 60
    watched: tuple[str, ...] = ()
    allow_private: bool = False
    mail: MailSettings = MailSettings()
    openid: OpenIDSettings = OpenIDSettings()
    check: CheckSettings = CheckSettings()
    writer: WriterSettings = WriterSettings()

    @property
    def address(self) -> str:
        """The public address of the site without a slash at its end."""
        return (self.base_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def pushed_by(self) -> str:
        """The hub of the feeds; none where the site has no public address or is not public, for a hub could not read
        them."""
        return self.hub if self.base_url and not self.sign_in else ""


TABLES: dict[str, tuple[type[msgspec.Struct], dict[str, str]]] = {
    "mail": (MailSettings, MAIL_MEANING),
    "openid": (OpenIDSettings, OPENID_MEANING),
    "check": (CheckSettings, CHECK_MEANING),
    "writer": (WriterSettings, WRITER_MEANING),
}
"""The settings that are tables of their own."""


def load(folder: Path, environment: Mapping[str, str] | None = None, **flags: Any) -> Settings:
    """The settings of the desk in `folder`; flags that are None are not given. Raises ConfigError."""
    environment = os.environ if environment is None else environment
    values: dict[str, Any] = _from_file(folder / FILE)
    values |= _from_environment(environment)
    for table in TABLES:
        values[table] = values.get(table, {}) | _table_from_environment(table, environment)
    values |= {name: value for name, value in flags.items() if value is not None}
    return _convert(values, "settings")


def _from_file(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: {error}") from error
    _convert(values, str(path))
    return values


def key(settings: Settings, folder: Path, environment: Mapping[str, str] | None = None) -> str | None:
    """The key of the model's address: from the environment, else from the file that is set; None where there is none.
    Raises ConfigError without saying what was read."""
    where, given = _secret("WRITER_KEY", settings.writer.key_file, folder, environment)
    found = given.strip()
    if found and not (found.isascii() and found.isprintable() and " " not in found):
        raise ConfigError(f"{where}: what it holds is no key")
    return found or None


def mail_key(settings: Settings, folder: Path, environment: Mapping[str, str] | None = None) -> str:
    """The password for the mail server: from the environment, else from the file that is set; empty where there is
    none. Raises ConfigError without saying what was read."""
    where, given = _secret("MAIL_KEY", settings.mail.key_file, folder, environment)
    found = given.strip("\r\n")
    if found and not (found.isascii() and found.isprintable()):
        raise ConfigError(
            f"{where}: what it holds is no password of ASCII letters, which is all that mail servers take"
        )
    return found


def openid_key(settings: Settings, folder: Path, environment: Mapping[str, str] | None = None) -> str:
    """The secret that the provider knows the desk by: from the environment, else from the file that is set; empty where
    there is none. Raises ConfigError without saying what was read."""
    return _secret("OPENID_KEY", settings.openid.key_file, folder, environment)[1].strip()


def _secret(name: str, file: str, folder: Path, environment: Mapping[str, str] | None) -> tuple[str, str]:
    """Where a secret was looked for, and what is there; empty where there is none."""
    given = (os.environ if environment is None else environment).get(PREFIX + name)
    if given is not None or not file:
        return PREFIX + name, given or ""
    path = folder / file
    try:
        return str(path), path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: the key cannot be read") from error


def _table_from_environment(table: str, environment: Mapping[str, str]) -> dict[str, Any]:
    values = {}
    for field in msgspec.structs.fields(TABLES[table][0]):
        name = f"{PREFIX}{table.upper()}_{field.name.upper()}"
        if name in environment:
            values[field.name] = environment[name]
            _convert({table: {field.name: environment[name]}}, name)
    return values


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    values = {}
    for field in msgspec.structs.fields(Settings):
        if field.name in TABLES:
            continue
        name = PREFIX + field.name.upper()
        if name in environment:
            given = environment[name]
            values[field.name] = given.split(",") if isinstance(field.default, tuple) else given
            _convert({field.name: values[field.name]}, name, strict=False)
    return values


def _convert(values: dict[str, Any], where: str, strict: bool = False) -> Settings:
    try:
        return msgspec.convert(values, Settings, strict=strict)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{where}: {error}") from error


def template() -> str:
    """The text of a new settings file: every setting with its default and what it means, commented out."""
    lines = ["# Settings of this desk. Each can also be given as an environment variable, COMMUNIQUE_<NAME>.", ""]
    for field in msgspec.structs.fields(Settings):
        if field.name not in TABLES:
            value = msgspec.json.encode(field.default).decode()
            lines += [f"# {MEANING[field.name]}", f"# {field.name} = {value}", ""]
    for table, (kind, meaning) in TABLES.items():
        lines += [f"# {MEANING[table]}", f"# [{table}]", ""]
        for field in msgspec.structs.fields(kind):
            value = msgspec.json.encode(field.default).decode()
            lines += [f"# {meaning[field.name]}", f"# {field.name} = {value}", ""]
    return "\n".join(lines)
