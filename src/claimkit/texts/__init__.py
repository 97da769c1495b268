"""A folder of texts to tokens by source: what is at hand to prove fingerprints with."""

from claimkit.texts.folder import Texts, gather, named
from claimkit.texts.text import Text

__all__ = ["Text", "Texts", "gather", "named"]
