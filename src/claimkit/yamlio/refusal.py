"""What ends the reading of one file. Never leaves this package: `read` turns it into a value."""

from __future__ import annotations

from claimkit.refusals import refuse
from claimkit.yamlio.positions import Place


class RefusedError(Exception):
    """A finding after which nothing more of the file can be read."""

    def __init__(self, code: str, message: str, place: Place = (1, 1), hint: str = "") -> None:
        super().__init__(message)
        self.diagnostic = refuse(code, message, place=place, hint=hint)
