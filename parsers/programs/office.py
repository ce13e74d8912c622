"""LibreOffice, where it is installed: what nothing else reads is made into a format that we read ourselves."""

import time
from pathlib import Path

from parsers.limits import MIB, Limits
from parsers.programs.run import Bounds, ProgramFailed, make_folder, run_program
from parsers.programs.tools import find_office

_MEMORY = 1024 * MIB
_ADDRESS_SPACE = 6 * 1024 * MIB
_START_AGAIN = 81
"""The exit status with which LibreOffice asks to be started once more, having made its profile ready."""
# No macros, no active content, nothing fetched for a link, no dialogue for anything (registry of LibreOffice 7).
_SETTINGS = {
    "/org.openoffice.Office.Common/Security/Scripting": {
        "DisableMacrosExecution": "true",
        "DisableActiveContent": "true",
        "BlockUntrustedRefererLinks": "true",
        "MacroSecurityLevel": "3",
    },
    "/org.openoffice.Office.Writer/Content/Update": {"Link": "0"},
    "/org.openoffice.Office.Calc/Content/Update": {"Link": "2"},
}


def convert_document(data: bytes, ending: str, target: str, limits: Limits, *, begun: float) -> bytes:
    """Return a document in another format: ``doc`` to ``docx``, ``xls`` to ``xlsx``, ``ppt`` to ``pptx``.

    ``begun`` is when work on this file began (monotonic): its time is that of the whole file. Raises
    ProgramFailed where LibreOffice is missing or makes nothing of it, ProgramTimeout.
    """
    office = find_office()
    if not office:
        raise ProgramFailed("LibreOffice is not installed.")
    with make_folder() as folder:
        (folder / f"file.{ending}").write_bytes(data)
        command = [
            office,
            *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard"),
            f"-env:UserInstallation={_make_profile().as_uri()}",
            *("--convert-to", target, "--outdir", "made", f"file.{ending}"),
        ]
        try:
            _run(command, folder, limits, begun=begun)
        except ProgramFailed as error:
            if error.status != _START_AGAIN:
                raise
            _run(command, folder, limits, begun=begun)
        made = folder / "made" / f"file.{target}"
        if not made.is_file():
            raise ProgramFailed("LibreOffice made nothing of it.")
        return made.read_bytes()


def _run(command: list[str], folder: Path, limits: Limits, *, begun: float) -> None:
    seconds = max(0.5, limits.file_seconds - (time.monotonic() - begun))
    run_program(command, folder=folder, bounds=Bounds(seconds=seconds, memory=_MEMORY, address_space=_ADDRESS_SPACE))


def _make_profile() -> Path:
    """Make a profile with our settings in the child's own folder, kept from file to file: a new one costs a second."""
    profile = Path.cwd() / "profile"
    settings = profile / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(_write_settings(), encoding="utf-8")
    return profile


def _write_settings() -> str:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, values in _SETTINGS.items()
        for name, value in values.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>'
    )
