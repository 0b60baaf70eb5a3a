"""One settings table. A value comes from the default, then the TOML file, then the environment, then a flag.

The file is `communique.toml` in the desk's folder (`communique init` writes one); the environment names a setting
`COMMUNIQUE_<NAME>`, a list with commas between; one of a table `COMMUNIQUE_<TABLE>_<NAME>`. An unknown name or a value
of the wrong kind is a ConfigError that names it and where it stood.
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

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
    "timezone": "an edition is a day in this zone",
    "contact": "address or URL in the User-Agent, so that publishers can reach you",
    "pace": "seconds between two requests to one host",
    "workers": "hosts asked at once",
    "every": "seconds between rounds of `communique run`",
    "reprint_words": "words a brief may take verbatim from one report",
    "watched": 'countries, pairs and people whose stories lead sooner: ["FRA", "CHN-PRK", "Kim Jong Un"]',
    "allow_private": "also ask loopback and private addresses",
    "check": "how sentences are checked (docs/check.md); as a table at the end",
    "writer": "a language model that drafts briefs, each sentence checked (docs/writer.md); as a table at the end",
}


CHECK_MEANING = {
    "model": "folder of a model that weighs meaning, relative to the desk's folder; empty: the built-in weights",
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
    timezone: str = "UTC"
    contact: str = ""
    pace: float = 2.0
    workers: int = 32
    every: float = 300.0
    reprint_words: int = 60
    watched: tuple[str, ...] = ()
    allow_private: bool = False
    check: CheckSettings = CheckSettings()
    writer: WriterSettings = WriterSettings()

    @property
    def address(self) -> str:
        """The public address of the site without a slash at its end."""
        return (self.base_url or f"http://{self.host}:{self.port}").rstrip("/")


TABLES: dict[str, tuple[type[msgspec.Struct], dict[str, str]]] = {
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
    given = (os.environ if environment is None else environment).get(f"{PREFIX}WRITER_KEY")
    where = f"{PREFIX}WRITER_KEY"
    if given is None and settings.writer.key_file:
        path = folder / settings.writer.key_file
        where = str(path)
        try:
            given = path.read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            raise ConfigError(f"{where}: the key cannot be read") from error
    found = (given or "").strip()
    if found and not (found.isascii() and found.isprintable() and " " not in found):
        raise ConfigError(f"{where}: what it holds is no key")
    return found or None


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
