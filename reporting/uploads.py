"""Files on their way in: what is too large for any page is not kept, whatever its size."""

from __future__ import annotations

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

# A little above the most that a page takes, so that the page can say by how much.
MOST_KEPT = 12 * 1024 * 1024


class BoundedUploads(FileUploadHandler):
    """Stands before the handlers that keep files, and drops one that grows beyond the bound.

    The form then finds no file. The size of the request says that there was one.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if start + len(raw_data) > MOST_KEPT:
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
