"""Words by which a reworded statement may say something else: negations, numbers and words of direction.

A list, no understanding: a program cannot tell whether a meaning turned, so these make a reader look.
"""

from __future__ import annotations

import re
from collections import Counter

from claimkit.fingerprint import tokens

_KINDS = {
    "negation": r"""
        not | no | non | never | neither | nor | none | nothing | nobody | without | cannot | unable | unchanged
        | unaffected | fail(s|ed|ing|ure)?[ ]to | lack(s|ed|ing)? | absent | absence
        """,
    "up": r"""
        (increas|elevat|enhanc|boost|heighten|augment|amplif|promot|stimulat|strengthen|improv|lengthen|prolong)\w*
        | (extend|expand|induc|activat|accelerat|favou?r|up[ ]?regulat)\w*
        | rais(e|es|ed|ing) | rise|rises|risen|rising|rose | lift(s|ed|ing)? | grow(s|n|ing)?|grew | gain(s|ed|ing)?
        | more|most | high(er|est)? | greater|greatest | larger|largest | longer|longest | faster | earlier
        | better|best | above | positive(ly)? | \+
        """,
    "down": r"""
        (decreas|reduc|diminish|lessen|weaken|worsen|shorten|declin|suppress|inhibit|block|prevent|attenuat)\w*
        | (dampen|deplet|impair|imped|abolish|deteriorat|down[ ]?regulat)\w*
        | lower(s|ed|ing)? | low(est)? | cut(s|ting)? | drop(s|ped|ping)? | fall(s|en|ing)?|fell | curb(s|ed|ing)?
        | lose|loses|lost|losing|loss|losses | slow(s|ed|ing|er)? | (hold|holds|held|holding)[ ]back
        | less|least | few|fewer|fewest | smaller|smallest | shorter|shortest | later | worse|worst
        | below | negative(ly)?
        """,
}
"""Those of one kind may stand for one another."""
_COUNTED = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {word: str(number) for number, word in enumerate(_COUNTED)}
_NUMBERS |= dict.fromkeys(("percent", "per cent"), "%")
_NUMBERS |= dict.fromkeys(("twice", "twofold", "double", "doubles", "doubled", "doubling"), "2")
_NUMBERS |= dict.fromkeys(("half", "halves", "halved", "halving"), "0.5")
_NUMBER = rf"(-[ ])?\S*[0-9]\S* | [%<>\u2264\u2265] | {'|'.join(_NUMBERS).replace(' ', '[ ]')}"
_WORD = re.compile(
    rf"(?<!\S)(?:{'|'.join(f'(?P<{kind}>{words})' for kind, words in _KINDS.items())}|(?P<number>{_NUMBER}))(?!\S)",
    re.VERBOSE,
)
_THOUSANDS = re.compile(r",(?=[0-9]{3}(?![0-9]))")
_CONTRACTED = re.compile(r"(?<=\w)n['\u2019]t\b", re.IGNORECASE)
_HYPHENATED = re.compile(r"(?<=[^\W_])[-\u2010\u2011](?=[^\W\d_])")

Said = tuple[str, str]
"""What a word does to a statement (of a number: its value), and the word."""


def turning(old: str, new: str) -> str:
    """By which words a statement may have turned: `came: not; went: 41`. Empty where there are none.

    A word in the place of another that does the same is none, nor is a number in letters, but their order counts.
    """
    before, after = _words(old), _words(new)
    did, does = Counter(kind for kind, _ in before), Counter(kind for kind, _ in after)
    told = []
    for name, these, those in (("came", after, before), ("went", before, after)):
        words = (Counter(these) - Counter(those)).elements()
        listed = [word for kind, word in words if did[kind] != does[kind]]
        if listed:
            told.append(f"{name}: {', '.join(listed)}")
    return "; ".join(told) or _moved(before, after)


def _moved(before: list[Said], after: list[Said]) -> str:
    """Where the words are there as before: those that changed places with one another, numbers by themselves."""
    for numbers in (False, True):
        one, other = ([said for said in words if (said[0] not in _KINDS) == numbers] for words in (before, after))
        if [kind for kind, _ in one] != [kind for kind, _ in other]:
            return f"in another order: {', '.join(word for _, word in other)}"
    return ""


def _words(text: str) -> list[Said]:
    plain = " ".join(tokens(_HYPHENATED.sub(" ", _CONTRACTED.sub(" not", text))))
    found = []
    for match in _WORD.finditer(plain):
        kind, word = match.lastgroup or "", match.group()
        found.append((kind if kind in _KINDS else _value(word), word.replace("- ", "-")))
    return found


def _value(number: str) -> str:
    return _NUMBERS.get(number) or _THOUSANDS.sub("", number)
