"""Which plan a text is: its title, kind, years and area."""
