"""A brief among its versions: what of the previous one stays, what a correction undoes, and what is said of that."""
