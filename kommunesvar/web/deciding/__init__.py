"""Deciding on a mail: the form, its words, and the choice among the 98."""
