"""What is shown in a terminal: as wide as it is, in colour where it is one, plain and stable where it is not."""
