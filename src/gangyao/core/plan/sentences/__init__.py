"""What a sentence states: quantities, levels and ranks, each with its thing, role and time."""
