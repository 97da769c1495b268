"""The rules, in one explicit tuple: the order is that of their codes and says nothing else.

Families: CK1 shape, CK2 provenance, CK3 identity and links, CK4 evidence. What reading and the model refuse has
codes too (`claimkit.refusals`). A code is never used again for another rule.
"""

from claimkit.rules.evidence import (
    accepted_has_evidence,
    arms_fit_study,
    direction_fits_predicate,
    drift_is_stated,
    indirectness_is_stated,
    interval_holds_estimate,
    level_is_derived,
    mechanism_fits_claim,
    no_effect_is_measured,
    numbers_in_range,
    result_fits_predicate,
    stance_follows,
    statement_names_strain,
    target_is_no_loss,
)
from claimkit.rules.identity import (
    claim_id_checks,
    curator_is_listed,
    id_is_unique,
    mixture_without_organism,
    orcid_checks,
    prefix_is_declared,
    related_claim_exists,
    source_exists,
    source_key_is_file_name,
    strain_of_organism,
    study_id_is_unique,
    term_exists,
    term_has_category,
)
from claimkit.rules.provenance import (
    design_has_level,
    passage_in_other_text,
    passage_in_text,
)
from claimkit.rules.rule import Rule
from claimkit.rules.shape import (
    acting_term_given,
    date_not_in_future,
    dates_in_order,
    host_given,
    result_where_study,
    withdrawal_given,
)

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    acting_term_given.RULE,
    host_given.RULE,
    result_where_study.RULE,
    withdrawal_given.RULE,
    dates_in_order.RULE,
    date_not_in_future.RULE,
    passage_in_text.RULE,
    passage_in_other_text.RULE,
    design_has_level.RULE,
    claim_id_checks.RULE,
    id_is_unique.RULE,
    term_exists.RULE,
    source_exists.RULE,
    related_claim_exists.RULE,
    strain_of_organism.RULE,
    source_key_is_file_name.RULE,
    curator_is_listed.RULE,
    prefix_is_declared.RULE,
    term_has_category.RULE,
    mixture_without_organism.RULE,
    study_id_is_unique.RULE,
    orcid_checks.RULE,
    level_is_derived.RULE,
    accepted_has_evidence.RULE,
    stance_follows.RULE,
    mechanism_fits_claim.RULE,
    result_fits_predicate.RULE,
    direction_fits_predicate.RULE,
    no_effect_is_measured.RULE,
    interval_holds_estimate.RULE,
    numbers_in_range.RULE,
    arms_fit_study.RULE,
    indirectness_is_stated.RULE,
    drift_is_stated.RULE,
    target_is_no_loss.RULE,
    statement_names_strain.RULE,
)
