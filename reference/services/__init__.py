"""Every write of public data: the fixtures of an installation, and DfE's tables as downloaded."""

from .importing import FileFailure, ImportedFile, ImportReport, import_statistics
from .loading import Loaded, load_reference
from .problems import StatisticsFileError

__all__ = [
    "FileFailure",
    "ImportReport",
    "ImportedFile",
    "Loaded",
    "StatisticsFileError",
    "import_statistics",
    "load_reference",
]
