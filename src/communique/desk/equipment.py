"""What a desk works with. Everything can be handed in; what is not is made when first needed."""

import threading
from email.headerregistry import Address
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from communique.clock import SystemClock
from communique.config import Settings, key, mail_key
from communique.drafting import Writer
from communique.errors import ConfigError, StateLost, UsageError
from communique.ports import Clock, Door, Entailment, Parser, Store
from communique.watching import Post

if TYPE_CHECKING:
    from communique.desk.linking import Linking
    from communique.record import Recorder
    from communique.stories import Grouper


class Equipment:
    """Settings, clock, store, network, recorder and grouper of a desk in `folder`."""

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        folder: Path | str = ".",
        store: Store | None = None,
        clock: Clock | None = None,
        fetch: Door | None = None,
        parser: Parser | None = None,
        writer: Writer | None = None,
    ) -> None:
        self.settings = settings or Settings()
        self.folder = Path(folder)
        self.clock: Clock = clock or SystemClock()
        self._store, self._fetch, self._parser, self._writer = store, fetch, parser, writer
        self.followed = 0  # the last ruling that the grouper knows of
        self.wanted = threading.Event()  # a round is wanted before its time

    @cached_property
    def store(self) -> Store:
        """The store; opened, and made if it is not there yet. Raises StoreError."""
        from communique.store.sqlite import SqliteStore

        return self._store or SqliteStore(self.folder / self.settings.store)

    @cached_property
    def fetch(self) -> Door:
        """The door to the network."""
        from communique.sources.http import HttpFetch

        return self._fetch or HttpFetch(
            contact=self.settings.contact,
            clock=self.clock,
            allow_private=self.settings.allow_private,
            pace=self.settings.pace,
        )

    @cached_property
    def parser(self) -> Parser:
        """The parser of sentences; its process starts to load as soon as it is asked for."""
        from communique.record.spacy_process import SpacyProcess

        if self._parser:
            return self._parser
        process = SpacyProcess()
        process.start()
        return process

    @cached_property
    def entailment(self) -> Entailment | None:
        """The model that weighs meaning in checks; None where none is set. Raises ConfigError if it cannot be used."""
        from communique.briefs.gate.onnx import OnnxEntailment

        told = self.settings.check.model
        return OnnxEntailment(self.folder / Path(told).expanduser()) if told else None

    @cached_property
    def writer(self) -> Writer | None:
        """The model that drafts; None where none is set. Raises ConfigError for a key or an address that is none."""
        from communique.sources.completions import CompletionsWriter

        told = self.settings.writer
        if self._writer or not told.address:
            return self._writer
        if not told.model:
            raise ConfigError("writer: an address is set, but no model")
        return CompletionsWriter(
            told.address, told.model, key(self.settings, self.folder),
            timeout=told.timeout, tries=told.tries, tokens=told.tokens,
        )  # fmt: skip

    @cached_property
    def zone(self) -> ZoneInfo:
        """The desk's time zone. Raises ConfigError for one nobody knows."""
        try:
            return ZoneInfo(self.settings.timezone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ConfigError(f"timezone: no zone is called {self.settings.timezone!r}") from None

    @cached_property
    def sender(self) -> Address | None:
        """Who mail is from; None where no mail server is set. Raises ConfigError for what is no mail address."""
        if not self.settings.mail.host:
            return None
        from communique import dispatch

        try:
            return dispatch.address(self.settings.mail.sender, "mail.sender: ")
        except UsageError as error:
            raise ConfigError(str(error)) from error

    @cached_property
    def post(self) -> Post | None:
        """The mail server; None where none is set. Raises ConfigError where it cannot be used as it is set."""
        from communique.dispatch import SmtpPost

        told, sender = self.settings.mail, self.sender
        if sender is None:
            return None
        password = mail_key(self.settings, self.folder)
        return SmtpPost(told.host, told.port, told.security, sender.addr_spec, told.user, password)

    @cached_property
    def prompt(self) -> str:
        """What a model is told: the user's file, or ours. Raises ConfigError where the file lacks a place it needs."""
        from communique.briefs.second import showing

        name = self.settings.writer.prompt
        if not name:
            return showing.packaged()
        try:
            text = (self.folder / name).read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            raise ConfigError(f"{name}: the prompt cannot be read") from error
        return showing.checked(text, name)

    @cached_property
    def recorder(self) -> "Recorder":
        """The recorder, with its parser and the desk's own names. Raises InputRefused where their table is broken."""
        from communique.desk import actors
        from communique.record import Recorder

        return Recorder(self.parser, actors.load(self.folder), beside=self._parser is None)

    @cached_property
    def grouper(self) -> "Grouper":
        """The grouper of the store, as it was when the last report was assigned: from what is kept of live reports, or,
        where that does not give it back, by replaying all assignments; then it is kept anew."""
        from communique.stories import Grouper

        self.followed = self.store.last_ruling()
        try:
            return Grouper.restored(self.store.kept(), self.store.counted())
        except StateLost:
            grouper = Grouper()
            for report, story in self.store.assignments():
                grouper.observe(report, story)
            with self.store.transaction():
                self.store.keep_nothing()
                for name, saved in grouper.state():
                    self.store.keep(name, saved.row, counted=saved.counted)
            return grouper

    @cached_property
    def linking(self) -> "Linking":
        """What keeps the links between the stories of the store."""
        from communique.desk.linking import Linking

        return Linking(self.store)
