"""A line with numbers rests on a source whose findings were read.

A number enters a record only if somebody read it somewhere: the source says under `verified`, with
`<study>.findings`, in how much of the work.

Fix: read it, and add `<study>.findings` to `verified`; else take the numbers out and say so in `notes`.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.diagnostics import quoted
from claimkit.model import Claim
from claimkit.rules.rule import Finding, Rule, Scope


def check(entry: Entry[Claim], corpus: Corpus) -> Iterator[Finding]:
    for index, line in enumerate(entry.value.evidence):
        key, _, study = line.source.partition("/")
        source = corpus.source(key)
        if line.finding is None or source is None or not study:
            continue
        wanted = f"{study}.findings"
        if not any(wanted in verification.fields for verification in source.verified):
            message = (
                f"nobody says to have read these numbers: {quoted(wanted)} is not under verified in "
                f"sources/{key}.yaml"
            )
            hint = "read them and add it there, or take the numbers out"
            yield Finding(entry, f"/evidence/{index}/finding", message, hint, on_key=True)


RULE = Rule("CK217", "finding-is-verified", Scope.RECORD, check, requires=("CK304", "CK216"))
