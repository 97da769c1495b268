"""CK5: claims that must agree with one another."""
