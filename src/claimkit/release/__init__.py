"""A release as a folder: what it is called, and how it comes to stand there whole."""
