"""Days and the instruments that set them."""
