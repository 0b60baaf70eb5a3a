"""What goes out to those who watch. Decides and words in pure functions; the only room that speaks SMTP.

matching   whether a brief is about what somebody watches
deciding   whether there is news in it for them, and what waits already
hours      when a message is due: digests, quiet hours, tries again
told       one brief as a message has it
speech     what a message asks of the language it speaks
letters    as mail: text and HTML, threads, digests
calls      as JSON for a webhook, signed as Standard Webhooks has it
smtp       handing mail to a server
"""

from communique.dispatch.calls import Call, call, new_secret
from communique.dispatch.deciding import decide
from communique.dispatch.letters import Writing, address, digest, letter
from communique.dispatch.matching import about
from communique.dispatch.smtp import SmtpPost
from communique.dispatch.told import Told

__all__ = [
    "Call", "SmtpPost", "Told", "Writing", "about", "address", "call", "decide", "digest", "letter", "new_secret",
]  # fmt: skip
