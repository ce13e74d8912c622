"""Figures as SVG of our own, one for page, mail and memo, and as PNG for those that show no SVG."""
