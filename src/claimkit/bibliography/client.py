"""Asking a registry over the network: bounded in time and size, at one place, once more where it asks for patience.

The only module that uses requests. A registry may be slow, away or lying; whatever it does, an answer or an error
comes within the time that was given, and no more than `LARGEST` bytes are kept of it.
"""

from __future__ import annotations

import queue
import re
import threading
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from claimkit import __version__
from claimkit.bibliography.errors import LookUpError, unusable

if TYPE_CHECKING:
    import requests

LARGEST = 4 * 1024 * 1024
"""Bytes of an answer; that of a work with thousands of authors and references stays below."""
_CHUNK = 64 * 1024
_REDIRECTS = 3
_NOT_THERE = (400, 404, 410)  # all that varies in what we ask is the identifier
_BUSY = (429, 503)
_MOVED = (301, 302, 303, 307, 308)
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")


class Client:
    """One look-up: all that it asks shares one deadline."""

    def __init__(self, seconds: float, contact: str | None = None) -> None:
        self._seconds = seconds
        self._deadline = time.monotonic() + seconds
        self.contact = contact if contact and _MAIL.fullmatch(contact) else None

    def get(self, registry: str, address: str, more: Mapping[str, str] | None = None) -> bytes | None:
        """The body of the answer; None where the registry says that nothing is there. Raises UnreachableError.

        `more` are parameters that say who asks; they are no part of the address of the work.
        """
        # A name server, a handshake and a header that drips know no deadline: they are waited for, not trusted.
        outcome: queue.SimpleQueue[bytes | Exception | None] = queue.SimpleQueue()
        asking = threading.Thread(
            target=lambda: outcome.put(self._outcome(registry, address, dict(more or {}))), daemon=True
        )
        asking.start()
        try:
            found = outcome.get(timeout=max(self._left(), 0.001))
        except queue.Empty:
            raise self._late(registry) from None
        if isinstance(found, Exception):
            raise found
        return found

    def _outcome(self, registry: str, address: str, more: dict[str, str]) -> bytes | Exception | None:
        import http.client

        import requests.exceptions as failures

        library: type[Exception] = failures.BaseHTTPError  # type: ignore[attr-defined]  # urllib3's, from a body
        try:
            return self._asked(registry, address, more)
        except LookUpError as error:
            return error
        except failures.SSLError:
            return unusable(registry, "could not prove who it is (TLS)")
        except failures.Timeout:
            return self._late(registry)
        except (failures.RequestException, library, http.client.HTTPException, OSError):
            return unusable(registry, "could not be reached, or broke off")
        except Exception as error:  # noqa: BLE001  raised again by the thread that waits
            return error

    def _asked(self, registry: str, address: str, more: dict[str, str]) -> bytes | None:
        with _session(self.contact) as session:
            redirects, patience = 0, 1
            place = address
            while True:
                left = self._left()
                if left <= 0:
                    raise self._late(registry)
                with session.get(place, params=more, stream=True, timeout=left) as response:
                    status = response.status_code
                    if status == 200:
                        return self._body(registry, response)
                    if status in _NOT_THERE:
                        return None
                    if status in _MOVED and redirects < _REDIRECTS:
                        redirects += 1
                        place = _next(registry, place, response.headers.get("Location", ""))
                        more = {}  # the place that is named has them already
                        continue
                    if status in _BUSY and patience:
                        patience -= 1
                        self._wait(registry, response.headers.get("Retry-After", ""))
                        continue
                    raise unusable(registry, f"answered with the error {status}")

    def _body(self, registry: str, response: requests.Response) -> bytes:
        """The body as it arrives, so that neither one that drips nor one without end is waited for."""
        if response.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise unusable(registry, "answered in an encoding that was not asked for")
        raw: Any = response.raw
        read = getattr(raw, "read1", raw.read)
        body = bytearray()
        while chunk := read(_CHUNK):
            body += chunk
            if len(body) > LARGEST:
                raise unusable(registry, f"answered with more than {LARGEST // 1024**2} MiB")
            if self._left() <= 0:
                raise self._late(registry)
        return bytes(body)

    def _wait(self, registry: str, asked: str) -> None:
        """The time that the registry asks for, where that leaves some to ask again."""
        seconds = int(asked) if re.fullmatch(r"[0-9]{1,6}", asked.strip()) else 1
        if seconds >= self._left():
            raise unusable(registry, "is busy and asks to be left alone for a while")
        time.sleep(seconds)

    def _left(self) -> float:
        return self._deadline - time.monotonic()

    def _late(self, registry: str) -> LookUpError:
        return unusable(registry, f"did not answer in full within {self._seconds:g} s")


def _session(contact: str | None) -> requests.Session:
    import logging

    import requests

    logging.getLogger("urllib3").addHandler(logging.NullHandler())  # its log would reach the terminal

    class Session(requests.Session):
        def get_redirect_target(self, resp: requests.Response) -> str | None:
            """None: requests would read the whole body of a redirect, and follow it anywhere."""
            return None

    session = Session()
    session.auth = lambda request: request  # else a password in ~/.netrc would be sent
    session.headers.update(
        {
            "User-Agent": f"claimkit/{__version__}" + (f" (mailto:{contact})" if contact else ""),
            "Accept": "application/json",
            "Accept-Encoding": "identity",  # what is not compressed cannot unfold
        }
    )
    return session


def _next(registry: str, place: str, location: str) -> str:
    """Where a redirect leads, which must be at the same scheme, host and port."""
    try:
        target = urljoin(place, location)
        here, there = urlsplit(place), urlsplit(target)
        same = (here.scheme, here.netloc) == (there.scheme, there.netloc)
    except ValueError:
        same = False
    if not location or not same:
        raise unusable(registry, "sent us to another host")
    return target
