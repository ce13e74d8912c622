"""Lets the program be started as ``python -m kommunesvar``."""

from kommunesvar.cli import main

if __name__ == "__main__":
    main()
