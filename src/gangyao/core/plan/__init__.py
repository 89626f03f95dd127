"""What a plan commits to: statements, targets, and the plan that holds them."""
