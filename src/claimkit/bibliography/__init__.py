"""From an identifier or a pasted bibliographic entry to the bibliographic fields of a source.

`identify` recognises what a curator typed, `look_up` asks the registry that knows it, `read` takes an entry that was
copied from somewhere. Each gives a `Work`: plain data whose every field is valid in the model. The libraries that ask
and parse are imported where they are used, so that importing this package costs next to nothing.
"""

from __future__ import annotations

from claimkit.bibliography.errors import EntryError, LookUpError, NotFoundError, UnreachableError
from claimkit.bibliography.identify import Identifier, IdentifierKind, identify
from claimkit.bibliography.pasted import read
from claimkit.bibliography.registries import look_up
from claimkit.bibliography.work import Work, WorkStanding, as_work_row

__all__ = [
    "EntryError",
    "Identifier",
    "IdentifierKind",
    "LookUpError",
    "NotFoundError",
    "UnreachableError",
    "Work",
    "WorkStanding",
    "as_work_row",
    "identify",
    "look_up",
    "read",
]
