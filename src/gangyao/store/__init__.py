"""Where plans are kept: bundles of YAML files, and the database."""
