"""What Outlook saves and wraps: compound files, MAPI properties, .msg, winmail.dat."""
