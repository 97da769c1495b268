"""CK3: identity, and links that lead somewhere."""
