"""Finding words in texts and records: how text is spelled for it, what a query asks, the index, the ranking."""
