"""What every release of format 1 holds, whichever claimkit made it: the least that `verify` asks for.

Frozen with the first release. Who verifies a release of another claimkit can make its files anew only as far as both
know the same; this is what each of them knows, so that its lack is never taken for another version's ways. What a
later claimkit adds to its releases is not added here: releases that were made before have it not, and stay sound.
Nothing here is ever taken away: a release without it has another format. `tests/test_verify_foreign.py` holds the
exporters to it.
"""

from __future__ import annotations

_COLUMNS = {
    "claims": """
        id version status iri statement topic agent_id agent_label organism_id organism_label strain_id
        strain_label predicate direction target_id target_label mechanism host_id host_label evidence_level
        verdict supporting_studies refuting_studies sources related drift_lines digest
    """,
    "scopes": """
        claim_id host_id host_label system site_id site_label condition_id condition_label sex host_strain
        population model comparator dose duration
    """,
    "curation": "claim_id curator created reviewer reviewed withdrawal_reason withdrawal_date replaced_by",
    "curators": "id label orcid",
    "mechanism_edges": "claim_id path step origin_id origin_label sign target_id target_label stated_by",
    "step_claims": "claim_id path step stated_by_id",
    "relations": "claim_id relation other_id note",
    "evidence": """
        id claim_id position source_id study_id repeats_source_id repeats_study_id stance result direct
        indirect role level drift locator_section locator_page locator_figure locator_table
        locator_paragraph locator_lines
    """,
    "indirect_reasons": "evidence_id reason",
    "findings": """
        evidence_id measure timepoint effect_type effect_value effect_unit effect_ci_level effect_p
        effect_ci_lower effect_ci_upper
    """,
    "arms": "evidence_id position label size value unit ci_lower ci_upper",
    "quotes": "id source_id evidence_id caveat_id tokens sha256",
    "sources": """
        id iri type title issued accessed container_title volume issue page number publisher language doi
        pmid pmcid isbn url kind standing_status standing_checked digest
    """,
    "authors": "source_id role position family given non_dropping_particle suffix literal orcid",
    "studies": """
        id source_id study design system host_id host_label agent_id agent_label size dose duration
        registration sample funding conflicts pools_design pools_size pools_studies
    """,
    "pooled_studies": "study_id included_id",
    "citations": "source_id cited_id",
    "caveats": """
        id source_id position text locator_section locator_page locator_figure locator_table
        locator_paragraph locator_lines
    """,
    "verified_fields": "source_id reading position field read_from read_via read_date",
    "texts": "source_id position sha256 tokens extent obtained licence",
    "terms": "id key category iri label organism_id searched digest",
    "synonyms": "term_id kind position name",
    "parts": "term_id part_id",
}
COLUMNS: dict[str, tuple[str, ...]] = {f"csv/{table}.csv": tuple(text.split()) for table, text in _COLUMNS.items()}
"""Columns of each table, in their order; others may stand between and behind them."""

_NAMES = """
    Arm Association Authorship Caveat Claim Concept CreativeWork Curator Dataset Effect EvidenceLine Finding
    MechanismPath MechanismStep Reading ScholarlyArticle Source Study TextAtHand Tie WebPage accessed agent
    alt_label antonym arm author category caveat caveat_text ci_level ci_lower ci_upper cites comparator
    condition conflicts container_title content_digest contradicts contrasts created creator curated_by curator
    curator_label dataset_name deposit derived_from description design direct direction disputes doi dose drift
    duration editor effect effect_type evidence evidence_level evidence_type extent family field finding format
    funding given group has_version host host_stated host_strain id_prefix identifier indirect isbn issue issued
    keyword kind label language level licence license line_key literal locator_figure locator_lines locator_page
    locator_paragraph locator_section locator_table measure mechanism mechanism_label model narrowed_by narrows
    negated notation note number object object_direction obtained orcid organism origin other p_value page part
    part_of particle path pmcid pmid pooled_design pooled_size pooled_studies pooled_study population position
    predicate product publisher qualified_predicate quote_sha256 quote_tokens read_from read_on read_via reading
    refuting_studies registration relation repeats replaced_by result reviewed reviewer role same_as sample
    searched sex sha256 sign site size source stance standing standing_checked stated_by statement status step
    step_target strain studied_host study subject suffix supporting_studies supports system term_key text tie
    timepoint title tokens topic type_of_work unit url value verdict version volume withdrawal_reason withdrawn
"""
NAMES = frozenset(_NAMES.split())
"""What the context of the graph gives a meaning, but for prefixes."""

_SCHEMAS = """
    claim.schema.json context.jsonld dataset.schema.json ledger.schema.json shapes.ttl source.schema.json
    term-snapshot.schema.json terms.schema.json vocabulary.jsonld waivers.schema.json work-snapshot.schema.json
"""
FILES = frozenset(
    {
        *(
            "CITATION.cff",
            "README.md",
            "claims.jsonld",
            "claims.nq",
            "context.jsonld",
            "datapackage.json",
            "records.jsonl",
        ),
        "redirects.csv",
        *COLUMNS,
        *(f"schema/{name}" for name in _SCHEMAS.split()),
        *(f"schema/tables/{table}.schema.json" for table in _COLUMNS),
    }
)
"""Files of every release, beside manifest.json and SHA256SUMS, which are asked for before this."""

FILES_OF_FINAL = ("NEWS.md", "ledger/{version}.json")
"""Files of every release that is one, and not what goes out as `-dev`."""
