"""What stood in a mail before its sender wrote: header blocks, attributions, quotations."""
