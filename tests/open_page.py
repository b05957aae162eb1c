"""A server of `plut-audit open` on a free port, and a client that asks it as a browser does."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlencode

from plut_audit.commands.open.server import PageServer
from plut_audit.commands.open.session import Session
from plut_audit.commands.open.work_folder import existing_folder

FORM = "application/x-www-form-urlencoded"


@dataclass
class Answer:
    """What the server answered."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


class Client:
    """A browser with the cookie of one server."""

    def __init__(self, server: PageServer) -> None:
        self.server = server
        self.session = server.session
        self.own = f"127.0.0.1:{server.access.port}"
        self.cookie = f"{server.access.cookie_name}={server.access.cookie}"

    def ask(
        self, method: str, path: str, body: bytes = b"", length: int | None = None, **headers: str
    ) -> Answer:
        """One request; a header given as "" is not sent."""
        sent = {
            "Host": self.own,
            "Cookie": self.cookie,
            **({"Origin": f"http://{self.own}"} if method == "POST" else {}),
            **headers,
        }
        connection = HTTPConnection("127.0.0.1", self.server.access.port, timeout=60)
        connection.putrequest(method, path, skip_host=True)
        for name, value in sent.items():
            if value:
                connection.putheader(name, value)
        if method == "POST":
            connection.putheader("Content-Length", str(len(body) if length is None else length))
        connection.endheaders(body)
        response = connection.getresponse()
        answer = Answer(response.status, response.read(), dict(response.getheaders()))
        connection.close()
        return answer

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def post(self, path: str, **fields: object) -> Answer:
        return self.ask("POST", path, urlencode(fields).encode())

    def upload(self, name: str, content: bytes, **headers: str) -> Answer:
        return self.ask("POST", f"/files?name={quote(name)}", content, **headers)


@contextmanager
def served(base: Path, folder: Path | None = None) -> Iterator[Client]:
    """A server on a folder, or one whose files are handed in below `base`."""
    session = Session(None, existing_folder(folder) if folder else None, base)
    with PageServer(session) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield Client(server)
        server.shutdown()
        thread.join()
