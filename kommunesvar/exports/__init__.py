"""Everything of a consultation in one folder or file, to be taken along."""
