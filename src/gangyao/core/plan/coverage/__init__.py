"""Coverage: what became of every numeral of a text, compiled or left out for a stated reason."""
