"""CK4: what the evidence says, and how strong it is."""
