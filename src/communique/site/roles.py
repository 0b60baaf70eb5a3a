"""What each role may do under /admin: one table, by which every address there is kept (`admin.Admin.routes`)."""

from collections.abc import Mapping
from typing import Literal

from communique.model import Role

Act = Literal["account", "edit", "release", "erase", "sources", "users"]

MAY: Mapping[Role, frozenset[Act]] = {
    "reader": frozenset({"account"}),
    "editor": frozenset({"account", "edit", "release"}),
    "admin": frozenset({"account", "edit", "release", "erase", "sources", "users"}),
}
"""`account`: see one's own account and change its password. `edit`: decide about stories, events, words of briefs, and
whether reports are believed. `erase`: remove reports on demand, for good.
`sources`: add sources, pause and resume them, ask them out of turn.
`release`: print briefs that wait, or hold them back.
`users`: make users, change their roles and passwords, sign them out, remove them."""


def may(role: Role, act: Act) -> bool:
    """Whether this role may do it."""
    return act in MAY[role]
