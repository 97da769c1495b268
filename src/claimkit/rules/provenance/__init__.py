"""CK2: where a claim comes from, and the proof of it."""
