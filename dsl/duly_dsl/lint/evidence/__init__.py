"""What counts as proof, and for how long."""
