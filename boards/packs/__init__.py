"""Documents of boards: built as one frozen dataclass, then rendered."""
