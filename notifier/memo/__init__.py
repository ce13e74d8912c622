"""The memo (høringsnotat) in Word: what it says in the modules here, how it is set in ``word/``."""
