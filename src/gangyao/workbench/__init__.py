"""The officials' site: what a plan promises, where it says so, and what of it is uncertain."""
