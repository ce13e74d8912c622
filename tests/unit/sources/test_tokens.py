import json
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

from domain.errors import LoginRefused, ServerUnreachable
from intake.sources.tokens import ClientCredentials, TokenCommand, TokenFile

SECRET = "v3ry-s3cret"


class _Answer:
    """One HTTP answer as msal wants it."""

    def __init__(self, body: dict[str, Any], status_code: int = 200) -> None:
        self.text = json.dumps(body)
        self.status_code = status_code
        self.headers: dict[str, str] = {}

    def raise_for_status(self) -> None:
        if self.status_code >= 400:
            raise requests.HTTPError(self.text)


class _Microsoft:
    """Stands for login.microsoftonline.com."""

    def __init__(self, token_answer: _Answer | Exception) -> None:
        self._token_answer = token_answer
        self.asked: list[dict[str, Any]] = []

    def get(self, url: str, **_: object) -> _Answer:
        base = url.partition("/v2.0/")[0]
        return _Answer(
            {
                "authorization_endpoint": f"{base}/authorize",
                "token_endpoint": f"{base}/token",
                "issuer": base,
                "metadata": [],
            }
        )

    def post(self, _: str, **request: Any) -> _Answer:
        self.asked.append(request["data"])
        if isinstance(self._token_answer, Exception):
            raise self._token_answer
        return self._token_answer


def _make(microsoft: _Microsoft) -> ClientCredentials:
    return ClientCredentials(tenant="kl.example", client_id="app-1", secret=SECRET, http_client=microsoft)


def test_an_app_gets_a_token_for_exchange_and_keeps_it() -> None:
    microsoft = _Microsoft(_Answer({"access_token": "abc", "expires_in": 3600, "token_type": "Bearer"}))
    tokens = _make(microsoft)

    got = [tokens.fetch_token(), tokens.fetch_token()]

    assert got == ["abc", "abc"]
    assert [(ask["grant_type"], ask["scope"]) for ask in microsoft.asked] == [
        ("client_credentials", "https://outlook.office365.com/.default")
    ]


def test_a_token_about_to_expire_is_not_kept() -> None:
    microsoft = _Microsoft(_Answer({"access_token": "abc", "expires_in": 60, "token_type": "Bearer"}))
    tokens = _make(microsoft)

    tokens.fetch_token()
    tokens.fetch_token()

    assert len(microsoft.asked) == 2


@pytest.mark.parametrize(
    ("description", "remedy"),
    [
        ("AADSTS7000222: The provided client secret keys are expired.\r\nTrace ID: 1", "make a new one"),
        (f"AADSTS7000215: Invalid client secret provided: {SECRET}", "secret's value"),
        ("AADSTS700016: Application not found", "client_id"),
        ("AADSTS650057: something else", "admin consent"),
    ],
)
def test_a_refused_app_is_told_what_to_do(description: str, remedy: str) -> None:
    answer = _Answer({"error": "invalid_client", "error_description": description}, 401)

    with pytest.raises(LoginRefused) as refused:
        _make(_Microsoft(answer)).fetch_token()

    assert "kl.example" in str(refused.value)
    assert remedy in str(refused.value)
    assert SECRET not in str(refused.value)
    assert "Trace" not in str(refused.value)


def test_without_a_network_the_login_is_not_refused() -> None:
    with pytest.raises(ServerUnreachable):
        _make(_Microsoft(requests.ConnectionError("no route"))).fetch_token()


def test_a_command_prints_a_token() -> None:
    token = TokenCommand([sys.executable, "-c", "print('abc.def-1')"]).fetch_token()

    assert token == "abc.def-1"


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ([sys.executable, "-c", "print('abc'); raise SystemExit(3)"], "status 3"),
        ([sys.executable, "-c", "pass"], "no token"),
        ([sys.executable, "-c", "print('two words')"], "no token"),
        ([sys.executable, "-c", "import time; time.sleep(60)"], "more than"),
        (["/nonexistent/command"], "cannot be run"),
        ([], "cannot be run"),
    ],
)
def test_a_command_that_fails_is_named(command: list[str], sentence: str) -> None:
    with pytest.raises(LoginRefused, match=sentence) as refused:
        TokenCommand(command, timeout=timedelta(seconds=1)).fetch_token()

    assert "abc" not in str(refused.value)
    assert "token_command" in str(refused.value)


def test_a_file_is_read_anew_each_time(tmp_path: Path) -> None:
    path = tmp_path / "token"
    tokens = TokenFile(path)

    path.write_text("first\n")
    first = tokens.fetch_token()
    path.write_text("second")

    assert [first, tokens.fetch_token()] == ["first", "second"]


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe", b"a\x01b"])
def test_a_file_without_a_token_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "token"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(LoginRefused, match=str(path)):
        TokenFile(path).fetch_token()
