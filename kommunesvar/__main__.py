"""Where the program starts, also as ``python -m kommunesvar``."""

from kommunesvar.loading import loading


def main() -> None:
    """Load the command line, and run it."""
    with loading():
        from kommunesvar.cli import main as run_command  # noqa: PLC0415 - what is loaded here stays
    run_command()


if __name__ == "__main__":
    main()
