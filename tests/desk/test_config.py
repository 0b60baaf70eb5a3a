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
    lines = [line.removeprefix("# ") for line in config.template().splitlines() if " = " in line]
    values = tomllib.loads("\n".join(lines))
    assert set(values) == {field.name for field in msgspec.structs.fields(config.Settings)} == set(config.MEANING)
    assert all(config.MEANING.values())
    assert msgspec.convert(values, config.Settings) == config.Settings()
