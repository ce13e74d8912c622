"""A mail taken apart: headers, parts, encodings, furniture."""
