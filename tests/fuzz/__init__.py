"""Both parsers tried on damaged input: ``python -m tests.fuzz`` from the root, or ``make fuzz``."""
