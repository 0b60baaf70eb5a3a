"""The pages, one module for each part of the paper; each function answers one address."""
