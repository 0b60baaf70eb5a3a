"""Keep and find; decides nothing. `sqlite.SqliteStore` is the store on one file; the protocol is `communique.ports.Store`."""
