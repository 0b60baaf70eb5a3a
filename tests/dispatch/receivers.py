"""Who is told, on loopback: a mail server and a webhook's receiver, each of which does as the test says."""

import base64
import socketserver
import ssl
import threading
import time
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import cast

CERTIFICATE = Path(__file__).parent / "localhost.pem"


class MailServer:
    """A mail server of RFC 5321 as far as a client meets it, with STARTTLS (RFC 3207) or TLS from the first byte, and
    AUTH PLAIN (RFC 4954) where a `password` is set. `answers` has the answer to a command other than the usual one, by
    its first words: `{"RCPT TO:<bad@": "550 no such user"}`; `hang up` ends the connection there."""

    def __init__(self, tls: str = "none", password: str = "") -> None:
        self.messages: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.answers: dict[str, str] = {}
        self.encrypted: list[bool] = []
        self.connections = 0
        server = self
        context = None
        if tls != "none":
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)

        class Session(socketserver.StreamRequestHandler):
            timeout = 10

            def handle(self) -> None:
                server.connections += 1
                if tls == "tls":
                    self.secure()
                self.signed, self.sender, self.to = not password, "", list[str]()
                self.say(server.answers.get("CONNECT", "220 loopback"))
                while line := self.rfile.readline().decode().strip():
                    given = next(
                        (text for begin, text in server.answers.items() if line.upper().startswith(begin.upper())), None
                    )
                    if given == "hang up":
                        return
                    if given is not None:
                        self.say(given)
                    elif not self.obey(line):
                        return

            def say(self, text: str) -> None:
                self.wfile.write(f"{text}\r\n".encode())

            def secure(self) -> None:
                assert context is not None
                self.request = context.wrap_socket(self.request, server_side=True)
                self.setup()

            def obey(self, line: str) -> bool:
                word = line.split(" ")[0].upper()
                if word == "EHLO":
                    offered = "250-STARTTLS\r\n" if tls == "starttls" and not self.secured else ""
                    self.say(
                        f"250-loopback\r\n{offered}{'250-AUTH PLAIN' + chr(13) + chr(10) if password else ''}250 OK"
                    )
                elif word == "STARTTLS":
                    self.say("220 go ahead")
                    self.secure()
                elif word == "AUTH":
                    told = base64.b64decode(line.split(" ")[2]).decode().split("\0")
                    self.signed = told[1:] == ["desk", password]
                    self.say("235 welcome" if self.signed else f"535 wrong: {told[2]}")
                elif word == "MAIL" and not self.signed:
                    self.say("530 sign in first")
                elif word == "MAIL":
                    self.sender, self.to = line.partition("<")[2].partition(">")[0], []
                    self.say("250 OK")
                elif word == "RCPT":
                    self.to.append(line.partition("<")[2].partition(">")[0])
                    self.say("250 OK")
                elif word == "DATA":
                    self.take()
                elif word == "RSET":
                    self.say("250 OK")
                else:
                    self.say("221 bye" if word == "QUIT" else "502 unknown")
                    return word != "QUIT"
                return True

            def finish(self) -> None:
                super().finish()
                self.request.close()

            @property
            def secured(self) -> bool:
                return isinstance(self.request, ssl.SSLSocket)

            def take(self) -> None:
                self.say("354 go on")
                lines = []
                while (line := self.rfile.readline()) not in (b".\r\n", b""):
                    lines.append(line[1:] if line.startswith(b".") else line)
                body = b"".join(lines)
                server.raw.append(body)
                server.messages.append(cast(EmailMessage, message_from_bytes(body, policy=policy.default)))
                server.envelopes.append((self.sender, self.to))
                server.encrypted.append(self.secured)
                self.say(server.answers.get("TAKEN", "250 taken"))

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True

            def handle_error(self, request: object, client_address: object) -> None:
                pass  # a client that does not trust the certificate hangs up

        self.server = Server(("127.0.0.1", 0), Session)
        self.port = int(self.server.server_address[1])
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class Receiver:
    """A webhook's receiver: keeps each request, and answers as `answer` says: a status, with headers, or after
    `hang` seconds nothing."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, dict[str, str], bytes]] = []
        self.answer: Callable[[int], tuple[int, dict[str, str]]] = lambda number: (204, {})
        self.hang = 0.0
        receiver = self

        class Answering(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                receiver.requests.append((self.path, headers, body))
                if receiver.hang:
                    time.sleep(receiver.hang)
                    self.close_connection = True
                    return
                status, more = receiver.answer(len(receiver.requests))
                self.send_response(status)
                for name, value in {"Content-Length": "0", **more}.items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
