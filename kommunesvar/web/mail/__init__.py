"""A mail as the pages show it: its text, its files, its original."""
