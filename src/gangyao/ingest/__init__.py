"""From a file's bytes to the records of core: one reader a format, chosen by content."""
