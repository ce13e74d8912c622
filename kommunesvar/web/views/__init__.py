"""One file for each page; each is found by looking into this folder, and names its addresses in ``ROUTES``."""
