"""The packaged sample, labelled in full, and what it is measured by."""
