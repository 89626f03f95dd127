"""Who and what a plan names: bodies, enterprises, institutions, places, higher plans, meetings. No persons."""
