"""The server of the page, on 127.0.0.1 alone; see `access` for who may ask.

The library's threading server: a browser keeps connections open that it may never use, which
would hold up a server of one thread. The survey itself is read by one thread at a time.
"""

import sys
import threading
import webbrowser
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar, cast
from urllib.parse import parse_qsl, urlsplit

from plut_audit.commands.open import routes, views
from plut_audit.commands.open.access import HOST, SECURITY_HEADERS, Access
from plut_audit.commands.open.routes import Request, Response
from plut_audit.commands.open.session import Session
from plut_audit.commands.views.notices import Notices
from plut_audit.errors import AuditError
from plut_audit.i18n import N_, _

MOST_FORM_BYTES = 100_000
_PIECE = 1 << 16


class PageServer(ThreadingHTTPServer):
    """A server with the session that it shows."""

    daemon_threads = True
    # Another program may have listened on the port a moment ago; on Windows this would let two.
    allow_reuse_address = sys.platform != "win32"

    def __init__(self, session: Session, port: int = 0) -> None:
        super().__init__((HOST, port), PageHandler)
        self.session = session
        self.access = Access(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that went away is no failure; all else is one line, as in every command."""
        from plut_audit.commands import failures

        error = sys.exception()
        if error is not None and not isinstance(error, ConnectionError | TimeoutError):
            failures.report(error)


class PageHandler(BaseHTTPRequestHandler):
    """Answers one request: first whether it may be asked, then what is answered."""

    server_version = "plut-audit"
    sys_version = ""
    timeout: ClassVar[float | None] = 60

    @property
    def page(self) -> PageServer:
        """The server with its session."""
        return cast(PageServer, self.server)

    def do_GET(self) -> None:
        """Show something."""
        address = urlsplit(self.path)
        query = dict(parse_qsl(address.query))
        if not self.page.access.is_own_host(self.headers.get("Host", "")):
            self._refuse()
        elif address.path == "/" and self.page.access.is_token(query.get("token", "")):
            cookie = ("Set-Cookie", self.page.access.cookie_header)
            self._send(Response(status=303, headers=(("Location", "/"), cookie)))
        elif not self._known_browser():
            self._refuse()
        elif address.path in routes.ASSETS:
            content_type = routes.ASSETS[address.path]
            self._send(Response(views.asset(address.path[1:]), 200, content_type))
        else:
            route = routes.SHOWN.get(address.path)
            self._answer(route, Request(address.path, query))

    def do_POST(self) -> None:
        """Do something."""
        access, address = self.page.access, urlsplit(self.path)
        allowed = (
            access.is_own_host(self.headers.get("Host", ""))
            and access.is_own_origin(self.headers.get("Origin", ""))
            and self._known_browser()
        )
        length = self.headers.get("Content-Length", "")
        if not allowed or not length.isdecimal():
            self._refuse()
        elif address.path == routes.UPLOAD:
            self._take_file(dict(parse_qsl(address.query)), int(length))
        elif int(length) > MOST_FORM_BYTES:
            self._refuse()
        else:
            text = self.rfile.read(int(length)).decode("utf-8", "replace")
            fields = dict(parse_qsl(text, keep_blank_values=True))
            if address.path == routes.STOP:
                self._stop()
            else:
                route = routes.DONE.get(address.path)
                self._answer(route, Request(address.path, fields=fields))

    def _known_browser(self) -> bool:
        return self.page.access.has_cookie(self.headers.get("Cookie", ""))

    def _answer(self, route: routes.Route | None, request: Request) -> None:
        """Answer with a page; what stops a command is a page that says so."""
        session = self.page.session
        with session.lock:
            try:
                response = route(session, request) if route else routes.not_found(session)
            except (AuditError, OSError) as error:
                text = views.message_page(session, _line_of(error))
                response = routes.page(text, HTTPStatus.CONFLICT)
            except Exception as error:
                response = self._bug(session, error)
        self._send(response)

    def _bug(self, session: Session, error: Exception) -> Response:
        """A fault of ours: its details are saved as those of every command."""
        from plut_audit.commands import failures

        failures.report(error)
        message = _(N_("An error in plut-audit itself; the window of the program says more."))
        return routes.page(views.message_page(session, message), HTTPStatus.INTERNAL_SERVER_ERROR)

    def _take_file(self, query: dict[str, str], length: int) -> None:
        """Copy a file that is handed in; what is refused is read to its end, and answered in a line."""
        body = _Body(self.rfile.read, length)
        session = self.page.session
        request = Request(routes.UPLOAD, query, source=body, length=length)  # type: ignore[arg-type]
        try:
            with session.lock:
                response = routes.upload(session, request)
        except (AuditError, OSError) as error:
            text = _line_of(error).encode("utf-8")
            response = Response(text, HTTPStatus.CONFLICT, "text/plain; charset=utf-8")
        body.drain(session.folder.limits.file_bytes)
        self._send(response)

    def _stop(self) -> None:
        session = self.page.session
        with session.lock:
            place = str(session.folder.path)
            message = _(N_("The page is closed. Your files lie in {folder}."), folder=place)
            text = views.message_page(session, message, _(N_("Stopped")))
        self._send(routes.page(text))
        threading.Thread(target=self.page.shutdown, daemon=True).start()

    def _refuse(self) -> None:
        """Say nothing but that it is not allowed."""
        text = _(N_("Not allowed. Open the page with the address that plut-audit printed."))
        self._send(Response(text.encode("utf-8"), 403, "text/plain; charset=utf-8"))

    def _send(self, response: Response) -> None:
        self.send_response(response.status)
        headers = (
            ("Content-Type", response.content_type),
            ("Content-Length", str(len(response.body))),
            ("Content-Security-Policy", response.policy),
            *SECURITY_HEADERS,
            *response.headers,
        )
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(response.body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing: the address holds the token."""


def _line_of(error: AuditError | OSError) -> str:
    """What stopped something, in the language in use."""
    if isinstance(error, AuditError):
        return _(error.message, **error.blanks)
    detail = error.strerror or str(error)
    return _(N_("The system refuses to read or write: {error}."), error=detail)


class _Body:
    """The body of a request: never more of it is read than was announced."""

    def __init__(self, read: object, length: int) -> None:
        self._read = read
        self.left = length

    def read(self, most: int) -> bytes:
        """Some of the bytes that are left."""
        piece: bytes = self._read(min(most, self.left))  # type: ignore[operator]
        self.left = self.left - len(piece) if piece else 0
        return piece

    def drain(self, most: int) -> None:
        """Read what is left, so that the browser listens to the answer; of a huge file only a part."""
        while self.left and most > 0:
            most -= len(self.read(_PIECE))


def serve(session: Session, port: int, browser: bool, notices: Notices) -> None:
    """Serve until Ctrl-C or the button of the page."""
    server = PageServer(session, port)
    address = server.access.address
    with server:
        try:
            notices.warn(N_("The page is at {address}"), address=address)
            notices.note(N_("Files of the survey: {folder}"), folder=str(session.folder.path))
            notices.note(N_("Ctrl-C, or the button 'Stop' of the page, ends it."))
            sys.stderr.flush()
            if browser:
                threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
            server.serve_forever()
        except KeyboardInterrupt:
            notices.note(N_("Stopped."))
