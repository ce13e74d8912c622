"""Lists of contacts: as people hand them in, in CSV and in Excel."""
