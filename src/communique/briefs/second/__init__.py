"""The second writer: a language model drafts, and what it drafts is read, judged and mended."""
