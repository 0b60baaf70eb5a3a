"""Reports whose officials are mostly told without their state, and of which state each person is: README.md."""
