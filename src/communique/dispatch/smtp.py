"""Handing mail to a server over SMTP, with STARTTLS or TLS where that is set; then nothing is sent without it."""

import smtplib
import ssl
from email.message import EmailMessage

from communique.errors import NotDelivered

TIMEOUT = 30.0  # seconds for one wait
LONGEST_ANSWER = 200  # letters of what a server says that are passed on
OURS = (530, 534, 535, 538)
"""Codes that speak of signing in: no fault of who the mail is for."""


class SmtpPost:
    """`watching.Post` over SMTP. `security` is starttls, tls or none; `sender` the address that bounces go to."""

    def __init__(
        self, host: str, port: int, security: str, sender: str, user: str = "", password: str = "",
        timeout: float = TIMEOUT,
    ) -> None:  # fmt: skip
        self._host, self._port, self._security, self._timeout = host, port, security, timeout
        self._sender, self._user, self._password = sender, user, password
        self._smtp: smtplib.SMTP | None = None

    def open(self) -> None:
        """See `watching.Post`."""
        if self._smtp is not None:
            return
        try:
            self._smtp = self._connected()
        except smtplib.SMTPAuthenticationError as error:
            raise self._closed(f"does not let us sign in ({error.smtp_code})") from error
        except smtplib.SMTPResponseException as error:
            raise self._closed(answer(error.smtp_code, error.smtp_error)) from error
        except UnicodeError as error:  # its text may hold a part of the password
            raise self._closed("name and password are to be in ASCII") from error
        except (smtplib.SMTPException, OSError) as error:
            raise self._closed(f"{type(error).__name__}: {error}") from error

    def send(self, message: EmailMessage, to: str) -> None:
        """See `watching.Post`."""
        self.open()
        assert self._smtp is not None
        try:
            self._smtp.send_message(message, self._sender, [to])
        except smtplib.SMTPRecipientsRefused as error:
            code, said = error.recipients[to]
            raise NotDelivered(to, answer(code, said), lasting=code >= 500) from error
        except smtplib.SMTPSenderRefused as error:
            raise NotDelivered(to, f"the sender is refused: {answer(error.smtp_code, error.smtp_error)}") from error
        except smtplib.SMTPResponseException as error:
            lasting = error.smtp_code >= 500 and error.smtp_code not in OURS
            raise NotDelivered(to, answer(error.smtp_code, error.smtp_error), lasting=lasting) from error
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise NotDelivered(to, f"{type(error).__name__}: {error}") from error
        finally:
            if self._smtp is not None and self._smtp.sock is None:  # the server hung up
                self._smtp = None

    def close(self) -> None:
        """See `watching.Post`."""
        smtp, self._smtp = self._smtp, None
        if smtp is None:
            return
        try:
            smtp.quit()
        except (smtplib.SMTPException, OSError):
            smtp.close()

    def _connected(self) -> smtplib.SMTP:
        """A connection over which mail may be sent."""
        ours = self._sender.rpartition("@")[2] or "localhost"
        context = ssl.create_default_context()
        smtp: smtplib.SMTP
        if self._security == "tls":
            smtp = smtplib.SMTP_SSL(self._host, self._port, ours, timeout=self._timeout, context=context)
        else:
            smtp = smtplib.SMTP(self._host, self._port, ours, timeout=self._timeout)
        try:
            if self._security == "starttls":
                smtp.starttls(context=context)
            if self._user:
                smtp.login(self._user, self._password)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _closed(self, why: str) -> NotDelivered:
        return NotDelivered(f"mail server {self._host}:{self._port}", why)


def answer(code: int, said: bytes | str) -> str:
    """What a server answered, in one line."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return f"{code} {text[:LONGEST_ANSWER]}".strip()
