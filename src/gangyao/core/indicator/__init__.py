"""What is measured: indicators with their names, units and directions."""
