"""The folder of a copy: files are written whole or not at all, only where their bytes changed, and what a copy before
wrote and this one does not is removed. Whatever stands there besides is not ours and is left alone."""

import os
from contextlib import suppress
from pathlib import Path

from communique.errors import InputRefused, UsageError

LIST = ".communique-export"
HEAD = "# Written by communique export site: files by their names. What is not listed is not touched."
PART = ".communique-export.part"


class Shelf:
    """A folder that `communique export site` fills. The list of its files grows before each new file, so a run that is
    killed leaves nothing that the next does not know. Raises UsageError for a folder with other things in it."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._list = folder, folder / LIST
        self._known, self.named = self._read(), set[str]()
        self.written = self.removed = 0
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._going = self._list.open("a", encoding="utf-8")
            if not self._list.stat().st_size:
                self._going.write(f"{HEAD}\n")
        except OSError as error:
            raise UsageError(f"{folder}: {error.strerror or error}") from error

    def _read(self) -> set[str]:
        """The files that copies before this one wrote."""
        try:
            if not self._folder.exists() or not any(self._folder.iterdir()):
                return set()
            lines = self._list.read_text(encoding="utf-8").split("\n")
        except (OSError, ValueError):
            lines = []
        if lines[:1] != [HEAD] and lines != [""]:
            raise UsageError(f"{self._folder}: this folder is not empty and was not written by communique export site")
        return {line for line in lines[1:] if inside(line)}

    def put(self, name: str, body: bytes) -> None:
        """Put a file of this name, unless the same bytes stand there. Raises InputRefused for a name that something of
        somebody else's has, and UsageError where the folder takes nothing."""
        path = self._folder / name
        self.named.add(name)
        try:
            if name in self._known:
                with suppress(FileNotFoundError):
                    if path.stat().st_size == len(body) and path.read_bytes() == body:
                        return
            elif path.exists():
                raise InputRefused(name, "something that the export did not write stands there")
            else:
                self._going.write(f"{name}\n")
                self._going.flush()
                self._known.add(name)
            self._replace(path, body)
        except OSError as error:
            raise UsageError(f"{path}: {error.strerror or error}") from error
        self.written += 1

    def _replace(self, path: Path, body: bytes) -> None:
        part = self._folder / PART
        part.write_bytes(body)
        path.parent.mkdir(parents=True, exist_ok=True)
        os.replace(part, path)

    def close(self) -> None:
        """End a run, wherever it is."""
        self._going.close()

    def tidy(self) -> None:
        """End a run that is whole: what was written before and is no more goes."""
        self.close()
        try:
            for name in sorted(self._known - self.named):
                self._remove(name)
            self._replace(self._list, "\n".join((HEAD, *sorted(self.named), "")).encode())
        except OSError as error:
            raise UsageError(f"{self._folder}: {error.strerror or error}") from error

    def _remove(self, name: str) -> None:
        path = self._folder / name
        with suppress(FileNotFoundError):
            path.unlink()
            self.removed += 1
        for above in path.parents:
            if above == self._folder:
                return
            with suppress(OSError):
                above.rmdir()  # only where nothing is left in it


def inside(name: str) -> bool:
    """Whether a name of the list is that of a file below the folder."""
    return bool(name) and not name.startswith("/") and ".." not in name.split("/")
