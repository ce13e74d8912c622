"""The program: command line, worker, wiring, configuration and demo."""

__version__ = "0.1.0"
