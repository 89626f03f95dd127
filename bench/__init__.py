"""Benchmarks, each beside its peer, in one run: `make bench`. Read docs/how-to/benchmarks.md."""
