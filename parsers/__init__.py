"""Bytes to words: mails and documents taken apart, knowing nothing of storage."""
