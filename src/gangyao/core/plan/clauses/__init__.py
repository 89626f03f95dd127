"""Clauses of a text, and what each does in its plan."""
