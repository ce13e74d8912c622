"""What is remembered: the database, the archive of raw mails, and the roster of municipalities."""
