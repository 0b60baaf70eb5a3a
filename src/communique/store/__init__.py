"""Keep and find; decides nothing. `sqlite.SqliteStore` implements `communique.ports.Store` on one file."""
