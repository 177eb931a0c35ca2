"""Pages of the register of homes."""
