"""Runs the command line as python -m gangyao.cli."""

from gangyao.cli import main

raise SystemExit(main())
