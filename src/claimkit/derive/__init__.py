"""What is computed and never typed: keys, levels, roles, verdicts, digests, signs. Pure."""
