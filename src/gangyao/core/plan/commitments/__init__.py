"""From clauses to promises: what is done to what, until when, by whom, and what stands inside."""
