"""Work in the background: which kinds there are, one process a piece of work, and the loop that takes them in turn."""
