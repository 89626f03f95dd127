"""From statements to targets: what is said twice is one target; a target knows where it starts from."""
