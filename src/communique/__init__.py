"""Communique: a self-hosted foreign-affairs news desk."""

from typing import TYPE_CHECKING, Any

from communique.version import __version__

__all__ = ["Desk", "__version__"]

if TYPE_CHECKING:
    from communique.desk import Desk


def __getattr__(name: str) -> Any:
    """Import the desk only when it is asked for, so that the command line starts at once."""
    if name == "Desk":
        from communique.desk import Desk

        return Desk
    raise AttributeError(name)
