"""The model that drafts: its door, its drafts, and a server that plays models of every kind."""
