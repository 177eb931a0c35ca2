"""Every write of public data: the fixtures of an installation, DfE's tables and Ofsted's register
as downloaded.
"""

from .importing import FileFailure, ImportedFile, ImportReport, import_statistics
from .loading import Loaded, load_reference
from .ofsted import Outcome, RegisterRefused, RegisterReport, import_ofsted, load_register
from .problems import StatisticsFileError

__all__ = [
    "FileFailure",
    "ImportReport",
    "ImportedFile",
    "Loaded",
    "Outcome",
    "RegisterRefused",
    "RegisterReport",
    "StatisticsFileError",
    "import_ofsted",
    "import_statistics",
    "load_reference",
    "load_register",
]
