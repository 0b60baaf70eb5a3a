"""The packaged sample: reports of spring 2024 in our own words, printed by fictional publishers on loopback addresses.

The desk never reads these files. It meets them as it meets the world: over HTTP, as feeds, list pages and article
pages with menus, teasers and footers. README.md says what was planted.
"""
