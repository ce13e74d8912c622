"""What the program sends, when, and what is looked at before it leaves."""
