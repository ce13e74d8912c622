"""OpenDocument (ISO/IEC 26300): letters, sheets and slides."""
