"""export: all originals and texts of a consultation, to hand on."""

from pathlib import Path
from typing import Annotated

import typer

from domain.errors import UsageError
from kommunesvar.app import Context, app, invocation
from kommunesvar.commands.books import ConsultationOption
from kommunesvar.console import Exit, progress, tell, warn
from kommunesvar.exports.exporting import export_consultation
from kommunesvar.files import write_aside
from kommunesvar.standings import find_consultation


@app.command()
def export(
    context: Context,
    out_file: Annotated[Path, typer.Option("--out", help="The zip file to write; it must not exist.")],
    consultation: ConsultationOption = None,
) -> int:
    """Write all originals and texts into a zip file, in folders named by municipality, with a manifest."""
    refuse_to_overwrite(out_file)
    with invocation(context).open_program() as program:
        chosen = find_consultation(program, consultation)
        with progress("Exporting mails") as steps, write_aside(out_file) as stream:
            report = export_consultation(program, chosen, stream, expect=steps.expect, advance=steps.advance)
            refuse_to_overwrite(out_file)  # somebody may have been faster
    tell(f"Written to {out_file}: {report.files} files of {report.messages} messages.")
    for problem in report.problems:
        warn(problem)
    if report.problems:
        warn(f"{len(report.problems)} originals are not in it, and the manifest names them.")
    return Exit.PARTLY_FAILED if report.problems else Exit.DONE


def refuse_to_overwrite(file: Path) -> None:
    """Raise UsageError where something stands under this name."""
    if file.exists() or file.is_symlink():
        raise UsageError(f"{file} exists.", remedy="Name another file, or remove this one.")
