"""What happens to a mail that comes in."""
