"""Pages of sufficiency statements and commissioning intentions."""
