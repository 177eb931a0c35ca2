"""Pages of figures: authorise, one call, render."""
