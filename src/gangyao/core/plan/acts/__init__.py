"""The grammar of a promise: from the words of one clause to its act."""
