"""gangyao 纲要: takes a five-year plan from its text to its result."""

__version__ = "0.1.0"
