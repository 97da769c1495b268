"""CK1: what a record must hold, where JSON Schema cannot say it."""
