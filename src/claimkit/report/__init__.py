"""Findings to text, JSON, GitHub annotations and SARIF: a function each, no decisions."""
