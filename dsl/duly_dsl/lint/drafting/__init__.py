"""How provisions become rules."""
