"""Choosing: which blocks of an article stand on a sheet, and what of it the author is told."""
