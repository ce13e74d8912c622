from pathlib import Path

import pytest

from domain.errors import ConfigurationError
from kommunesvar.config_file import load_config
from kommunesvar.config_web import WebSection

REST = """
[[mailboxes]]
name = "FLJE"
[[consultations]]
id = "efteraar"
title = "Kommunale kerneværdier"
mailboxes = ["FLJE"]
opens = 2019-06-28
deadline = 2019-11-01
"""


def load(folder: Path, web: str) -> WebSection:
    (folder / "config.toml").write_text(f"[web]\n{web}\n{REST}", encoding="utf-8")
    return load_config(folder / "config.toml", frozenset()).web


def test_unless_told_otherwise_only_this_machine_sees_the_page(tmp_path: Path) -> None:
    assert load(tmp_path, "").host == "127.0.0.1"


@pytest.mark.parametrize(
    "web",
    ['host = "0.0.0.0"', 'host = "::"', 'host = "10.0.0.5"', 'host = "0.0.0.0"\nbase_url = "http://hoering.kl.dk"'],
)
def test_other_machines_see_it_only_over_tls(tmp_path: Path, web: str) -> None:
    with pytest.raises(ConfigurationError, match=r"web: host = '.*': give base_url with https://|in the clear"):
        load(tmp_path, web)


def test_with_a_server_in_front_that_speaks_tls_others_may_see_it(tmp_path: Path) -> None:
    web = load(tmp_path, 'host = "0.0.0.0"\nbase_url = "https://hoering.kl.dk/"')

    assert (web.host, web.base_url) == ("0.0.0.0", "https://hoering.kl.dk")  # noqa: S104 - the very thing that is tested


@pytest.mark.parametrize(
    "url", ["hoering.kl.dk", "ftp://hoering.kl.dk", "https://", "https://kl.dk/hoering", "https://["]
)
def test_an_address_that_links_could_not_begin_with_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(ConfigurationError, match=r"web\.base_url"):
        load(tmp_path, f'base_url = "{url}"')
