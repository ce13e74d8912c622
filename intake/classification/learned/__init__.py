"""What mails of each sort sound like, learnt from many that people have sorted by hand."""
