"""Records as files that people open elsewhere; nothing is looked up here."""
