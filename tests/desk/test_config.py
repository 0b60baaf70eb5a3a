"""Settings: default, file, environment, flag, in this order; and errors that name what is wrong."""

import tomllib
from pathlib import Path

import msgspec
import pytest

from communique import config
from communique.errors import ConfigError


def test_each_place_overrides_the_one_before(tmp_path: Path) -> None:
    assert config.load(tmp_path, {}).port == 8600
    (tmp_path / config.FILE).write_text("port = 8601\npace = 3\n")
    assert config.load(tmp_path, {}).port == 8601
    assert config.load(tmp_path, {"COMMUNIQUE_PORT": "8602"}).port == 8602
    loaded = config.load(tmp_path, {"COMMUNIQUE_PORT": "8602"}, port=8603, host=None)
    assert (loaded.port, loaded.pace, loaded.host) == (8603, 3.0, "127.0.0.1")


@pytest.mark.parametrize(
    ("text", "named"),
    [("prot = 1\n", "prot"), ('port = "many"\n', "port"), ("port = \n", "communique.toml"), ("pace = []\n", "pace")],
)
def test_a_wrong_file_is_refused_by_name(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / config.FILE).write_text(text)
    with pytest.raises(ConfigError, match=named):
        config.load(tmp_path, {})


def test_a_wrong_variable_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="COMMUNIQUE_PORT"):
        config.load(tmp_path, {"COMMUNIQUE_PORT": "many"})


def test_a_list_is_written_with_commas_in_the_environment(tmp_path: Path) -> None:
    (tmp_path / config.FILE).write_text('watched = ["FRA", "Kim Jong Un"]\n')
    assert config.load(tmp_path, {}).watched == ("FRA", "Kim Jong Un")
    loaded = config.load(tmp_path, {"COMMUNIQUE_WATCHED": "CHN-PRK,Kim Jong Un"})
    assert loaded.watched == ("CHN-PRK", "Kim Jong Un")
    (tmp_path / config.FILE).write_text("watched = 7\n")
    with pytest.raises(ConfigError, match="watched"):
        config.load(tmp_path, {})


def test_the_written_file_lists_every_setting_and_is_valid_once_uncommented(tmp_path: Path) -> None:
    lines = [line.removeprefix("# ") for line in config.template().splitlines() if " = " in line or "# [" in line]
    values = tomllib.loads("\n".join(lines))
    assert set(values) == {field.name for field in msgspec.structs.fields(config.Settings)} == set(config.MEANING)
    assert all(config.MEANING.values())
    for table, (kind, meaning) in config.TABLES.items():
        assert set(values[table]) == {field.name for field in msgspec.structs.fields(kind)} == set(meaning)
    assert msgspec.convert(values, config.Settings) == config.Settings()


def test_a_table_is_overridden_name_by_name(tmp_path: Path) -> None:
    (tmp_path / config.FILE).write_text('[writer]\nmodel = "small"\ntries = 2\n')
    loaded = config.load(tmp_path, {"COMMUNIQUE_WRITER_TRIES": "5"}).writer
    assert (loaded.model, loaded.tries, loaded.at_once) == ("small", 5, 2)
    assert config.load(tmp_path, {"COMMUNIQUE_CHECK_MODEL": "nli"}).check.model == "nli"


@pytest.mark.parametrize(
    ("text", "variable", "named"),
    [
        ('[writer]\nkey = "sk-1"\n', {}, "key"),
        ("[writer]\ntries = 0\n", {}, "tries"),
        ("", {"COMMUNIQUE_WRITER_TIMEOUT": "soon"}, "COMMUNIQUE_WRITER_TIMEOUT"),
    ],
)
def test_what_is_wrong_in_a_table_is_refused_by_name(
    tmp_path: Path, text: str, variable: dict[str, str], named: str
) -> None:
    (tmp_path / config.FILE).write_text(text)
    with pytest.raises(ConfigError, match=named) as refused:
        config.load(tmp_path, variable)
    assert "sk-1" not in str(refused.value)


def test_a_key_comes_from_the_environment_or_a_file_and_stands_in_no_settings(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("sk-file\n")
    settings = config.load(tmp_path, {"COMMUNIQUE_WRITER_KEY_FILE": "key", "COMMUNIQUE_WRITER_KEY": "sk-given"})
    assert config.key(settings, tmp_path, {"COMMUNIQUE_WRITER_KEY": "sk-given"}) == "sk-given"
    assert config.key(settings, tmp_path, {}) == "sk-file"
    assert config.key(config.Settings(), tmp_path, {}) is None
    assert "sk-" not in repr(settings)
    (tmp_path / "key").write_text("not a key\nat all")
    with pytest.raises(ConfigError, match="no key") as refused:
        config.key(settings, tmp_path, {})
    assert "at all" not in str(refused.value)


def test_the_password_for_mail_comes_so_too_and_is_named_in_no_error(tmp_path: Path) -> None:
    (tmp_path / "mail.key").write_text("pass word\n")
    settings = config.load(tmp_path, {"COMMUNIQUE_MAIL_KEY_FILE": "mail.key"})
    assert config.mail_key(settings, tmp_path, {}) == "pass word"
    assert config.mail_key(settings, tmp_path, {"COMMUNIQUE_MAIL_KEY": "given"}) == "given"
    assert config.mail_key(config.Settings(), tmp_path, {}) == ""
    (tmp_path / "mail.key").write_text("pässword")
    with pytest.raises(ConfigError, match="no password") as refused:
        config.mail_key(settings, tmp_path, {})
    assert "pässword" not in str(refused.value)
