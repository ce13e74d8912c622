"""PDF through PDFium, page by page."""
