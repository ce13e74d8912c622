"""Which municipality a mail comes from."""
