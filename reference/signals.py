"""What floors above may wait for: this floor knows none of them."""

from django.dispatch import Signal

# Statistics, areas or definitions were changed; sent in the transaction that changes them.
public_data_changed = Signal()
