"""backup, restore and verify: a consistent copy, and proof that what is kept is whole."""

from pathlib import Path
from typing import Annotated

import typer

from kommunesvar.app import Context, app, invocation
from kommunesvar.console import Exit, tell, warn
from storage.backup import restore_backup, verify, write_backup


@app.command()
def backup(context: Context, file: Annotated[Path, typer.Argument(help="The file to write.")]) -> int:
    """Write a consistent copy of the books and the archive; the service may go on meanwhile."""
    with invocation(context).open_program() as program:
        write_backup(program.database, program.archive, file)
    tell(f"Written to {file}.")
    return Exit.DONE


@app.command()
def restore(context: Context, file: Annotated[Path, typer.Argument(help="A file that 'backup' wrote.")]) -> int:
    """Bring a copy back into an empty place; nothing that exists is overwritten."""
    config = invocation(context).load_config()
    config.make_data_dir()
    restore_backup(file, config.database_url, config.archive_path)
    tell(f"Restored from {file}.")
    return Exit.DONE


@app.command(name="verify")
def verify_(context: Context) -> int:
    """Recompute every checksum of the archive, and look for the bytes of every message."""
    with invocation(context).open_program() as program:
        problems = verify(program.database, program.archive)
    for problem in problems:
        warn(str(problem))
    tell(f"{len(problems)} problems." if problems else "Every message has its bytes, and every checksum holds.")
    return Exit.PARTLY_FAILED if problems else Exit.DONE
