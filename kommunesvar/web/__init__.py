"""The page: what people see in a browser, rendered here; it works without JavaScript."""
