"""Taking in returned workbooks: read, look through, decide, take in."""
