"""Pages of this floor: published editions, and builds under way."""
