"""The commands, grouped by who needs them; importing a module here adds its commands to the program."""
