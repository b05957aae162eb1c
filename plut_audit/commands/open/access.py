"""Who may ask the page: the browser that was opened with its token, and no other page or program.

The token in the address is exchanged for a cookie that no script can read and no other site
sends. The host is checked, so that no name that leads to this computer can be used by another
site (DNS rebinding); so is the origin of everything that changes something.
"""

import hmac
import secrets
from dataclasses import dataclass, field

HOST = "127.0.0.1"
_BYTES = 32

SECURITY_HEADERS = (
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    # "no-referrer" would have browsers hide the origin of forms, which is checked.
    ("Referrer-Policy", "same-origin"),
)
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing is asked for outside, and no script runs but the page's own."""
REPORT_POLICY = "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
"""The report has a policy of its own in its head, which lets its two scripts run by their hashes."""


@dataclass(frozen=True)
class Access:
    """The secrets of one server, and the checks of what is asked of it."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(_BYTES))
    cookie: str = field(default_factory=lambda: secrets.token_urlsafe(_BYTES))

    @property
    def address(self) -> str:
        """The address with which the browser is opened."""
        return f"http://{HOST}:{self.port}/?token={self.token}"

    @property
    def cookie_name(self) -> str:
        """A name by port: cookies of one host are shared between its ports."""
        return f"plut-audit-{self.port}"

    @property
    def cookie_header(self) -> str:
        """What gives the browser its cookie."""
        return f"{self.cookie_name}={self.cookie}; Path=/; HttpOnly; SameSite=Strict"

    def is_own_host(self, host: str) -> bool:
        """Whether the page was asked for under its own name."""
        return host in (f"{HOST}:{self.port}", f"localhost:{self.port}")

    def is_own_origin(self, origin: str) -> bool:
        """Whether what changes something was sent by the page itself."""
        return origin.startswith("http://") and self.is_own_host(origin.removeprefix("http://"))

    def is_token(self, given: str) -> bool:
        """Whether it is the token of the address."""
        return hmac.compare_digest(given.encode(), self.token.encode())

    def has_cookie(self, header: str) -> bool:
        """Whether the cookie is among those that a browser sent."""
        # Other programs on this computer set cookies for the host as well, whatever they hold.
        sent = [pair.strip().partition("=") for pair in header.split(";")]
        return any(
            name == self.cookie_name and hmac.compare_digest(value.encode(), self.cookie.encode())
            for name, _, value in sent
        )
