"""CK0: what a file holds that reads otherwise than it looks."""
