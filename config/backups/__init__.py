"""The whole installation into a folder, and back: database, published editions, secret key."""

from .making import Made, make_backup
from .refusals import BackupError
from .restoring import Restored, restore_backup

__all__ = ["BackupError", "Made", "Restored", "make_backup", "restore_backup"]
