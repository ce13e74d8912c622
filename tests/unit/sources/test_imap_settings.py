import pytest

from intake.sources.imap import ImapSettings


@pytest.mark.parametrize(
    ("host", "port", "folder", "url"),
    [
        ("imap.kl.dk", 993, "INBOX", "imap://FLJE%40kl.dk@imap.kl.dk/INBOX;UIDVALIDITY=123/;UID=45"),
        (
            "imap.kl.dk",
            143,
            "Uønsket mail",
            "imap://FLJE%40kl.dk@imap.kl.dk/U%C3%B8nsket%20mail;UIDVALIDITY=123/;UID=45",
        ),
        ("::1", 10143, "Arkiv/Svar", "imap://FLJE%40kl.dk@[::1]:10143/Arkiv/Svar;UIDVALIDITY=123/;UID=45"),
    ],
)
def test_names_a_mail_by_an_imap_url(host: str, port: int, folder: str, url: str) -> None:
    settings = ImapSettings(mailbox="FLJE", host=host, port=port, username="FLJE@kl.dk")

    assert settings.compose_url(folder, uid_validity=123, uid=45) == url
