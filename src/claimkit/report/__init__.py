"""Findings to text and JSON: a function each, no decisions."""
