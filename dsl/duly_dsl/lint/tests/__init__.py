"""What scenarios have to show."""
