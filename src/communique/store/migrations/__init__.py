"""Alembic's script folder. A migration never imports live code: it says the schema of its day in its own words."""
