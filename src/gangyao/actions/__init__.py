"""Every write: who may, in one transaction, with its entry in the history. Keyword-only, and `by` is required."""
