"""What was done is told on the page that one is sent to, whatever other page of the same browser comes before."""

from datetime import timedelta

from tests.books import AUTUMN
from tests.web.client import Client
from tests.web.sample import Sample

EXCUSES = f"/hoeringer/{AUTUMN}/fritagelser"
SAID = "Faxe Kommune"


def excuse(editor: Client) -> str:
    return editor.post(EXCUSES, {"kommune": "0320", "begrundelse": "Har ingen skoler"}).leads_to


def list_notices(editor: Client, address: str) -> list[str]:
    return editor.get(address).find("//p[@role='status']")


def test_a_page_that_is_asked_for_in_between_does_not_take_the_notice(editor: Client) -> None:
    address = excuse(editor)

    elsewhere = list_notices(editor, "/drift")
    there = list_notices(editor, address)
    again = list_notices(editor, address)

    assert (elsewhere, again) == ([], [])
    assert len(there) == 1
    assert SAID in there[0]


def test_a_notice_whose_page_does_not_come_is_told_on_a_later_one(editor: Client, sample: Sample) -> None:
    excuse(editor)
    sample.clock.now += timedelta(minutes=1)

    assert len(list_notices(editor, "/drift")) == 1
