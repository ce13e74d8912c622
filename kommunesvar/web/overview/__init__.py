"""The overview of a consultation: the 98, their figures, and how they are filtered."""
