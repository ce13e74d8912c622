"""Rich Text Format 1.9.1, token by token."""
