from pathlib import Path

import pytest

from domain.account import AccountRole
from domain.errors import ConfigurationError
from kommunesvar.config.file import load_config
from kommunesvar.config.web import OidcSection, WebSection

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


ENTRA = "https://login.microsoftonline.com/2f4c0e52-7a5e-4b0f-9d1c-3c52a1d7e0aa/v2.0"


def load_oidc(folder: Path, oidc: str, issuer: str = ENTRA) -> OidcSection:
    found = load(folder, f'[web.oidc]\nissuer = "{issuer}"\nclient_id = "abc"\n{oidc}').oidc
    assert found is not None
    return found


def test_without_being_told_so_a_role_is_called_at_the_provider_what_it_is_here(tmp_path: Path) -> None:
    oidc = load_oidc(tmp_path, 'client_secret_env = "X"')

    assert dict(oidc.roles) == {"reader": "reader", "editor": "editor", "admin": "admin"}


def test_roles_of_the_provider_lead_to_ours(tmp_path: Path) -> None:
    oidc = load_oidc(tmp_path, 'client_secret_env = "X"\nroles = { "KL Høring" = "editor", chef = "admin" }')

    assert dict(oidc.roles) == {"KL Høring": AccountRole.EDITOR, "chef": AccountRole.ADMIN}


@pytest.mark.parametrize(
    ("oidc", "issuer", "fault"),
    [
        ("", ENTRA, "client_secret_env or client_secret_file"),
        ('client_secret = "hemmelig"', ENTRA, r"web\.oidc\.client_secret: unknown key.*client_secret_env"),
        ('client_secret_env = "X"\nclient_secret_file = "y"', ENTRA, "only one"),
        ('client_secret_env = "X"', "http://login.example.org", r"web\.oidc\.issuer"),
        ('client_secret_env = "X"', "login.example.org", r"web\.oidc\.issuer"),
        ('client_secret_env = "X"', "https://[", r"web\.oidc\.issuer"),
        ('client_secret_env = "X"', "https://login.microsoftonline.com/common/v2.0", "lets every organisation in"),
        ('client_secret_env = "X"\nroles = { a = "boss" }', ENTRA, "'reader', 'editor' or 'admin'"),
        ('client_secret_env = "X"\nroles = {}', ENTRA, "at least one role"),
    ],
)
def test_a_provider_that_cannot_be_used_or_trusted_is_refused(
    tmp_path: Path, oidc: str, issuer: str, fault: str
) -> None:
    with pytest.raises(ConfigurationError, match=fault):
        load_oidc(tmp_path, oidc, issuer)
