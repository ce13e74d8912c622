"""HTML to lines of text, with the marks that mail programs leave."""
