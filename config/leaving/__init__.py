"""A council's data as documented, open files: out of one installation and into another.

`tables` reads from the model registry what belongs to a council, so that a table that is added
later leaves too. `fixtures/export_rules.csv` says what stays, and why.
"""

from .exporting import Exported, export_council
from .importing import Imported, import_council
from .refusals import LeavingError

__all__ = ["Exported", "Imported", "LeavingError", "export_council", "import_council"]
