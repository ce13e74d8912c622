"""The programs that write letters in other formats, and read them as references: LibreOffice, pandoc, poppler."""

import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

NEEDED = ("soffice", "pandoc", "pdftotext", "catdoc")
_SECONDS = 240


def convert(files: Sequence[Path], target: str, folder: Path) -> list[Path]:
    """Convert files with LibreOffice in one batch; ``target`` is the new ending, perhaps with its filter."""
    folder.mkdir(parents=True, exist_ok=True)
    profile = folder.parent / "profile"
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", target]
    _run(*command, "--outdir", str(folder), *map(str, files))
    made = [folder / f"{file.stem}.{target.partition(':')[0]}" for file in files]
    if missing := [file.name for file in made if not file.is_file()]:
        raise RuntimeError(f"LibreOffice did not write {missing}")
    return made


def read_with_office(files: Sequence[Path], scratch: Path) -> list[str]:
    """Return what LibreOffice finds in each."""
    texts = convert(files, "txt:Text (encoded):UTF8", scratch / f"txt-{files[0].suffix[1:]}")
    return [text.read_text(encoding="utf-8-sig") for text in texts]


def read_with_pandoc(files: Iterable[Path]) -> list[str]:
    """Return what pandoc finds in each."""
    return [_run("pandoc", "--to", "plain", "--wrap", "none", str(file)) for file in files]


def read_with_poppler(files: Iterable[Path], *options: str) -> list[str]:
    """Return what pdftotext finds in each."""
    return [_run("pdftotext", *options, str(file), "-") for file in files]


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SECONDS)
    if done.returncode:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout
