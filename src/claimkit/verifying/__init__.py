"""Whether a release is whole and agrees with itself, and whether it grew out of an older one.

`sealed` reads a folder or a zip and trusts nothing; `inventory` holds the files against manifest.json and SHA256SUMS;
`required` asks for what `format_one` froze; `history` holds ledger and records together; `agreement` makes every
export anew, and `foreign` compares those of another claimkit; `lineage` compares with an older release;
`verification` calls them in turn.
"""

from claimkit.verifying.finding import Finding
from claimkit.verifying.lineage import Passed, descent, passed
from claimkit.verifying.sealed import NoReleaseError, opened
from claimkit.verifying.verification import Verification, verify

__all__ = ["Finding", "NoReleaseError", "Passed", "Verification", "descent", "opened", "passed", "verify"]
