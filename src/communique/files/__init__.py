"""Files that hold pages: WARC and WACZ archives, JSON Lines, mail. Pure over streams that are handed in.

The room that asks sources and the room that reads files both open such files; they do it here, in one way.
"""
