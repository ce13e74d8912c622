"""What a mail is."""
