"""The words of kommunesvar, and the rules that need nothing but the standard library."""
