"""What the pages of the register show: queries only, nothing is written."""
