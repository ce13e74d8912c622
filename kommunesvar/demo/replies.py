"""The mails of the demo: what lay in KL's two mailboxes on Monday 4 November 2019, all of it invented.

The mail domains are the municipalities' own, so that they are recognised as in earnest; the people, their
words and their journeys through mail servers are made up, and nothing is ever sent.
"""

from collections.abc import Iterator, Sequence

from domain.municipality import Roster
from kommunesvar.demo.correspondence import AUTUMN, SPRING, Compose, DemoMail, address_of, local, make_reply
from kommunesvar.demo.envelope import Journey
from kommunesvar.demo.letters import compose_answers, compose_comments
from kommunesvar.demo.machines import make_machine_mails
from kommunesvar.demo.oddities import make_odd_mails

# Code of the municipality, moment at KL's border in local time, and the form of the reply.
SPRING_REPLIES = (
    ("0461", "2019-03-14T10:12:41", "docx"),
    ("0151", "2019-03-19T09:31:07", "pdf"),
    ("0791", "2019-03-22T13:44:55", "docx"),
    ("0376", "2019-03-27T11:02:19", "docx"),
    ("0550", "2019-03-29T14:21:33", "pdf"),
    ("0746", "2019-04-02T08:50:02", "docx"),
    ("0825", "2019-04-03T10:05:48", "no comments"),
    ("0575", "2019-04-05T12:37:26", "text"),
    ("0210", "2019-04-08T15:18:11", "docx"),
    ("0329", "2019-04-09T09:56:40", "pdf"),
    ("0813", "2019-04-10T10:43:29", "docx"),
    ("0671", "2019-04-11T13:29:04", "docx"),
    ("0187", "2019-04-11T15:07:52", "no comments"),
    ("0430", "2019-04-12T09:14:37", "pdf"),
    ("0849", "2019-04-12T11:48:20", "docx"),
    ("0230", "2019-04-15T10:22:15", "docx and pdf"),
    ("0510", "2019-04-16T14:02:46", "docx"),
    ("0760", "2019-04-17T12:33:58", "pdf"),
    ("0350", "2019-04-23T09:27:31", "docx"),
    ("0173", "2019-04-23T14:55:09", "docx"),
    ("0420", "2019-04-23T16:41:17", "text"),
    ("0710", "2019-04-24T09:12:03", "pdf"),
)

AUTUMN_REPLIES = (
    ("0461", "2019-09-12T10:41:22", "docx"),
    ("0607", "2019-09-27T09:03:51", "docx"),
    ("0219", "2019-10-04T11:48:16", "docx"),
    ("0259", "2019-10-10T13:20:44", "docx"),
    ("0779", "2019-10-18T10:20:05", "text"),
    ("0825", "2019-10-21T09:44:39", "no comments"),
    ("0810", "2019-10-23T12:56:12", "docx"),
    ("0563", "2019-10-24T13:12:58", "no comments"),
    ("0751", "2019-10-25T13:05:30", "docx and pdf"),
    ("0316", "2019-10-28T14:31:47", "pdf"),
    ("0573", "2019-10-29T08:17:25", "docx"),
    ("0851", "2019-10-30T09:12:33", "pdf"),
    ("0480", "2019-10-30T15:15:10", "text"),
    ("0461", "2019-10-30T16:02:54", "docx"),
    ("0101", "2019-10-31T15:22:08", "pdf"),
    ("0400", "2019-10-31T16:49:41", "pdf"),
    ("0340", "2019-11-01T11:37:27", "pdf"),
    ("0169", "2019-11-01T14:02:13", "docx"),
    ("0730", "2019-11-02T10:12:36", "docx"),
)


def make_demo_mails(roster: Roster) -> Sequence[DemoMail]:
    """Make all mails of the demo, oldest first: the same ones every time, to the word."""
    mails = [
        *_make_replies(SPRING_REPLIES, SPRING, roster, compose_comments),
        *_make_replies(AUTUMN_REPLIES, AUTUMN, roster, compose_answers),
        *make_odd_mails(roster),
        *make_machine_mails(roster),
    ]
    return tuple(sorted(mails, key=lambda mail: mail.internal_date))


def _make_replies(
    plan: Sequence[tuple[str, str, str]], mailbox: str, roster: Roster, compose: Compose
) -> Iterator[DemoMail]:
    for code, moment, form in plan:
        journey = Journey(recipient=address_of(mailbox), crossed_at=local(moment))
        yield make_reply(roster[code], journey, form, compose=compose)
