"""The rules, in one explicit tuple: the order is that of their codes and says nothing else.

Families: CK1 shape, CK2 provenance, CK3 identity and links, CK4 evidence. What reading and the model refuse has
codes too (`claimkit.refusals`). A code is never used again for another rule.
"""

from claimkit.rules.evidence import (
    accepted_has_evidence,
    direction_fits_predicate,
    level_is_derived,
    mechanism_fits_claim,
    result_fits_predicate,
    stance_follows,
)
from claimkit.rules.identity import (
    claim_id_checks,
    curator_is_listed,
    id_is_unique,
    prefix_is_declared,
    related_claim_exists,
    source_exists,
    source_key_is_file_name,
    strain_of_organism,
    term_exists,
)
from claimkit.rules.provenance import passage_in_other_text, passage_in_text
from claimkit.rules.rule import Rule
from claimkit.rules.shape import acting_term_given, host_given, result_where_study

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    acting_term_given.RULE,
    host_given.RULE,
    result_where_study.RULE,
    passage_in_text.RULE,
    passage_in_other_text.RULE,
    claim_id_checks.RULE,
    id_is_unique.RULE,
    term_exists.RULE,
    source_exists.RULE,
    related_claim_exists.RULE,
    strain_of_organism.RULE,
    source_key_is_file_name.RULE,
    curator_is_listed.RULE,
    prefix_is_declared.RULE,
    level_is_derived.RULE,
    accepted_has_evidence.RULE,
    stance_follows.RULE,
    mechanism_fits_claim.RULE,
    result_fits_predicate.RULE,
    direction_fits_predicate.RULE,
)
