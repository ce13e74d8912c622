"""Programs of others: what is installed, and how it is started with limits."""
