"""report: the consultation memo in Word."""

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from domain.errors import UsageError
from kommunesvar.app import Context, app, invocation
from kommunesvar.commands.books import AsOfOption, ConsultationOption
from kommunesvar.console import Exit, tell, warn
from kommunesvar.memos import load_memo
from kommunesvar.moments import read_moment
from kommunesvar.standings import find_consultation
from notifier.memo.answers import Extent
from notifier.memo.compose import compose_memo


@app.command()
def report(
    context: Context,
    file: Annotated[Path, typer.Option("--out", help="The .docx file to write; one that exists is replaced.")],
    consultation: ConsultationOption = None,
    as_of: AsOfOption = None,
    replies: Annotated[Extent, typer.Option(help="How much of the replies to print.")] = Extent.FULL,
) -> int:
    """Write the consultation memo (høringsnotat) as a Word file."""
    _check_place(file)
    with invocation(context).open_program() as program:
        chosen = find_consultation(program, consultation)
        memo = load_memo(program, chosen, read_moment(as_of, program))
    if memo.unjudged:
        warn(f"{memo.unjudged} mails wait or failed and are in none of these figures: see 'kommunesvar messages'.")
    _write(file, compose_memo(memo, extent=replies))
    tell(f"Written to {file}: {memo.standings.answered} of {len(memo.standings.rows)} have answered.")
    return Exit.DONE


def _check_place(file: Path) -> None:
    """Refuse at once what could not be written, or not be opened, after all the work."""
    if file.suffix.lower() != ".docx":
        raise UsageError(f"{file} is no name for a Word file.", remedy="Let it end in .docx, or Word will not open it.")
    if file.is_dir():
        raise UsageError(f"{file} is a folder.", remedy="Name the file to write.")
    folder = file.absolute().parent
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}.", remedy="Name a file in a folder that exists.")


def _write(file: Path, content: bytes) -> None:
    """Write the file aside and give it its name when it is whole: an older memo is there until a newer one is."""
    aside = file.with_name(f".{file.name}.part")
    try:
        aside.write_bytes(content)
        aside.replace(file)
    except OSError as error:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        raise UsageError(
            f"{file} cannot be written: {error.strerror}.", remedy="Name a file in a folder that you may write in."
        ) from error
