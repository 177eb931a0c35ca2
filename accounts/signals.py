"""What floors above may wait for: this floor knows none of them."""

from django.dispatch import Signal

# A person's roles in a council were changed; sent in the transaction that changes them, with
# `council`, `user`, `roles` (those they hold now, none when removed) and `by`.
roles_changed = Signal()
