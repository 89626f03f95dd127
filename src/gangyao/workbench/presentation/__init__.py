"""Turns core records into small frozen records that templates print; no queries, no markup but of the plan's text."""
