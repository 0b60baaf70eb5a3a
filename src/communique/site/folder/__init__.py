"""The site as files that any plain file server serves: what `communique export site` writes.

The application itself is asked, without a network, from the front page and the sitemap on over every link it gives, so
a page is known by being linked and nothing is listed twice.

asking      one request to the application
places      which address stays, in which file, and how one file leads to another
rewriting   pages and texts with their links turned to files
crawling    from page to page, into the folder
shelf       the folder: writes what changed, removes what is gone, touches nothing of others
index       what the search of the copy reads, in small files
described   the OpenAPI document of the facts that stay
"""

from communique.site.folder.crawling import Copied, copied

__all__ = ["Copied", "copied"]
