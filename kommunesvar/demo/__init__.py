"""One whole consultation on embedded servers, with nothing to configure."""
