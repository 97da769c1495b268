"""What changed between two states of a dataset, in the claims and not in the text, and the version that it demands.

`compare` is pure: two corpora in, a Comparison out. What it says is written by `text`, `markdown` and `document`.
"""

from claimkit.changes.change import Change, Comparison
from claimkit.changes.comparison import compare

__all__ = ["Change", "Comparison", "compare"]
