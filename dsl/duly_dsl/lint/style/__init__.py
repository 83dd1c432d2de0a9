"""Texts and names that people read."""
