"""Numbers with units as plans write them: numerals, units, comparators, ranges."""
