"""remind and invite: letters to municipalities, shown first and sent by a person."""

import mimetypes
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from domain.contact import Contact
from domain.errors import UsageError
from domain.letter import HindranceKind, LeftOut, LetterKind, LetterPlan
from kommunesvar.app import Context, app, invocation
from kommunesvar.bootstrap import Program
from kommunesvar.commands.books import ConsultationOption
from kommunesvar.commands.contacts import name_person, read_municipality
from kommunesvar.console import Exit, Format, out, print_json, tell, warn
from kommunesvar.outgoing.hindrances import say_hindrance, say_set_aside
from kommunesvar.outgoing.letters import Enqueued, Prepared, enqueue_letters, prepare_letters
from kommunesvar.outgoing.post import deliver
from kommunesvar.standings import find_consultation
from kommunesvar.tables import clean_foreign, make_table
from notifier.danish import join_names
from notifier.envelope import MailFile

LARGEST_FILES = 5 * 1024 * 1024
"""Bytes of all files together: the outbox keeps them once for each of some three hundred recipients."""

SendOption = Annotated[bool, typer.Option("--send", help="Send them; without it nothing leaves the machine.")]
ByOption = Annotated[
    str | None, typer.Option("--by", help="Who sends; default: the user of this computer.", show_default=False)
]
OnlyOption = Annotated[
    list[str] | None, typer.Option("--municipality", help="Only this one, by code or name; may be repeated.")
]
YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask on the terminal before sending.")]
FormatOption = Annotated[Format, typer.Option(help="How to print it.")]

_NOT_READ = {HindranceKind.NOT_READ, HindranceKind.NOT_READ_ELSEWHERE}
_WORDS = {LetterKind.REMINDER: ("reminder", "Rykkere"), LetterKind.INVITATION: ("letter", "Høringsbreve")}


@app.command()
def remind(
    context: Context,
    consultation: ConsultationOption = None,
    send: SendOption = False,
    by: ByOption = None,
    municipality: OnlyOption = None,
    despite_review: Annotated[
        bool, typer.Option("--despite-review", help="Also while mails stand in review; never those they may be from.")
    ] = False,
    despite_unread: Annotated[
        bool, typer.Option("--despite-unread", help="Also while a mailbox of another consultation cannot be read.")
    ] = False,
    yes: YesOption = False,
    format: FormatOption = Format.TABLE,
) -> int:
    """Show who would be reminded and with what words, and send it."""
    with invocation(context).open_program() as program:
        wanted = {HindranceKind.IN_REVIEW: despite_review, HindranceKind.NOT_READ_ELSEWHERE: despite_unread}
        despite = [kind for kind, is_wanted in wanted.items() if is_wanted]
        job = _Job(program, LetterKind.REMINDER, consultation, only=municipality, despite=despite, format=format)
        return job.send(by, yes=yes) if send else job.show()


@app.command()
def invite(
    context: Context,
    consultation: ConsultationOption = None,
    send: SendOption = False,
    by: ByOption = None,
    municipality: OnlyOption = None,
    attach: Annotated[list[Path] | None, typer.Option(help="A file that goes with it; may be repeated.")] = None,
    yes: YesOption = False,
    format: FormatOption = Format.TABLE,
) -> int:
    """Show who would get the letter of a consultation, and send it, once to each."""
    with invocation(context).open_program() as program:
        files = _read_files(attach or [])
        job = _Job(program, LetterKind.INVITATION, consultation, only=municipality, files=files, format=format)
        return job.send(by, yes=yes) if send else job.show()


class _Job:
    """One call of a command: what is shown is what may be sent."""

    def __init__(
        self,
        program: Program,
        kind: LetterKind,
        consultation: str | None,
        *,
        only: list[str] | None,
        format: Format,
        despite: Collection[HindranceKind] = (),
        files: Sequence[MailFile] = (),
    ) -> None:
        self._program = program
        self._kind = kind
        self._format = format
        self._consultation = find_consultation(program, consultation)
        self._despite = despite
        self._files = files
        self._prepared = prepare_letters(
            program,
            kind,
            self._consultation,
            despite=despite,
            codes=[read_municipality(cell, program.roster).code for cell in only] if only else None,
            files=files,
        )

    def show(self) -> int:
        """Print the list and the words."""
        for remark in self._prepared.remarks:
            tell(remark.english)
        for hindrance in self._prepared.plan.hindrances:
            tell(f"As things are, none would be sent: {say_hindrance(hindrance)}")
        for hindrance in self._prepared.plan.set_aside:
            tell(say_set_aside(hindrance))
        if self._format is Format.JSON:
            print_json(write_letters(self._prepared))
        else:
            _print_plan(self._prepared)
        return Exit.DONE

    def send(self, by: str | None, *, yes: bool) -> int:
        """Print the list, ask on a terminal, put the letters into the outbox and hand them over."""
        who = name_person(by)
        self.show()
        shown = [letter.municipality.code for letter in self._prepared.plan.letters]
        word = _WORDS[self._kind][0]
        if not yes and sys.stdin.isatty() and not typer.confirm(f"Send {len(shown)} {word}s?", err=True):
            tell("Nothing was sent.")
            return Exit.DONE
        done = enqueue_letters(
            self._program,
            self._kind,
            self._consultation,
            by=who,
            despite=self._despite,
            codes=shown,
            files=self._files,
        )
        if done.plan.hindrances:
            return self._tell_hindered(done.plan)
        for hindrance in done.plan.set_aside:
            if hindrance not in self._prepared.plan.set_aside:
                warn(f"Since the look into the mailboxes: {say_set_aside(hindrance)}")
        self._tell_fewer(done, shown)
        return self._hand_over()

    def _tell_hindered(self, plan: LetterPlan) -> int:
        for hindrance in plan.hindrances:
            warn(say_hindrance(hindrance))
        warn("Nothing was sent.")
        kinds = {hindrance.kind for hindrance in plan.hindrances}
        polled = [n for n in self._consultation.mailboxes if self._program.config.find_mailbox(n).is_polled]
        unread = sum(hindrance.kind is HindranceKind.NOT_READ for hindrance in plan.hindrances)
        nothing = kinds <= _NOT_READ and unread == len(polled) > 0
        return Exit.UNREACHABLE if nothing else Exit.PARTLY_FAILED

    def _tell_fewer(self, done: Enqueued, shown: Sequence[str]) -> None:
        """Tell of those who were shown and are left out after the fresh look."""
        for one in done.plan.left_out:
            if one.municipality.code in shown:
                tell(f"Left out after the look into the mailboxes: {one.municipality.name} {one.reason.danish}.")
        tell(f"{done.letters} {_WORDS[self._kind][0]}s, {done.mails} mails, were put into the outbox.")

    def _hand_over(self) -> int:
        report = deliver(self._program)
        tell(f"Handed over: {report.sent}.")
        for problem in report.problems:
            warn(problem)
        if report.deferred:
            warn(f"{report.deferred} stay in the outbox; 'kommunesvar run' tries again.")
        return Exit.PARTLY_FAILED if report.deferred or report.refused else Exit.DONE


def write_letters(prepared: Prepared) -> dict[str, object]:
    """Return a plan as JSON has it, with the words of every letter."""
    plan = prepared.plan
    return {
        "consultation": plan.consultation.id,
        "kind": plan.kind.value,
        "deadline": plan.consultation.deadline.day.isoformat(),
        "as_of": plan.as_of.isoformat(),
        "from": prepared.head.sender,
        "reply_to": prepared.head.reply_to,
        "hindrances": [
            {"kind": one.kind.value, "text": say_hindrance(one), "failed": list(one.failed)} for one in plan.hindrances
        ],
        "remarks": [remark.english for remark in prepared.remarks],
        "letters": [
            {
                "municipality": draft.letter.municipality.code,
                "name": draft.letter.municipality.name,
                "number": draft.letter.number,
                "sent_before": draft.letter.before,
                "deadline": draft.letter.deadline.isoformat(),
                "to": [_write_contact(contact) for contact in draft.letter.to],
                "cc": [_write_contact(contact) for contact in draft.letter.cc],
                "bounced": [_write_contact(contact) for contact in draft.letter.bounced],
                "subject": draft.parts.subject,
                "text": draft.parts.text,
            }
            for draft in prepared.drafts
        ],
        "left_out": [
            {"municipality": one.municipality.code, "name": one.municipality.name, "reason": one.reason.value}
            for one in plan.left_out
        ],
    }


def _write_contact(contact: Contact) -> dict[str, str]:
    return {"role": contact.role.value, "name": contact.name, "address": contact.address}


def _print_plan(prepared: Prepared) -> None:
    plan = prepared.plan
    table = make_table("Kommune", "Kode", "Nr.", "Til", "Kopi", "", title=_WORDS[plan.kind][1])
    for letter in plan.letters:
        whom = (
            clean_foreign("\n".join(one.address for one in group)) if group else "" for group in (letter.to, letter.cc)
        )
        bounced = ", ".join(one.address for one in letter.bounced)
        note = clean_foreign(f"retur: {bounced}", style="bold red") if bounced else ""
        table.add_row(letter.municipality.name, letter.municipality.code, str(letter.before + 1), *whom, note)
    out.print(table)
    for reason in LeftOut:
        names = [one.municipality.name for one in plan.left_out if one.reason is reason]
        if names:
            said = f"{reason.danish[0].upper()}{reason.danish[1:]} ({len(names)}): {join_names(names)}"
            out.print(Text(said), soft_wrap=True)
    total = len(plan.letters) + len(plan.left_out)
    out.print(Text(f"{len(plan.letters)} får brev + {len(plan.left_out)} får ikke = {total} kommuner"))
    if prepared.drafts:
        first = prepared.drafts[0]
        out.print(Text(f"\nBrevet til {first.letter.municipality.name}:\n", style="bold"))
        out.print(clean_foreign(f"Emne: {first.parts.subject}\n\n{first.parts.text.strip()}"), soft_wrap=True)


def _read_files(paths: Sequence[Path]) -> tuple[MailFile, ...]:
    files = tuple(_read_file(path) for path in paths)
    if sum(len(file.content) for file in files) > LARGEST_FILES:
        limit = LARGEST_FILES // 1024 // 1024
        raise UsageError(
            f"The files are larger than {limit} MB together.",
            remedy="Put them on a page, and attach a letter that links to it.",
        )
    return files


def _read_file(path: Path) -> MailFile:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.", remedy="Name a file to attach.") from error
    media_type, encoding = mimetypes.guess_type(path.name)
    known = media_type if media_type and not encoding else "application/octet-stream"
    return MailFile(name=path.name, media_type=known, content=content)
