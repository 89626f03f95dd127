"""Named projects, facilities and programmes of a plan."""
