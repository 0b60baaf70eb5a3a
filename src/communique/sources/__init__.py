"""What to ask and when; the only door to the network."""
