"""What somebody knows, to a complete draft: a claim, a source or a term as `claimkit new` writes it.

Pure: the caller brings the answers, the date and the dice, and writes the file.
"""
