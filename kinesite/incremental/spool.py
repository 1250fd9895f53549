"""Bytes put aside in a file without a name, so that they take no memory until somebody wants them.

Law: what was put aside comes back as it was, here and in every copy of this process. Where there is no room for it in
the file, it stays in memory.
"""

import os
import tempfile

_LENGTH = 32
"""Bits of a place that tell the length; the others tell where it begins."""

Place = int | bytes
"""Where bytes are: their place in the file, or themselves."""


class Spool:
    """A file that goes with the process; it is made when it is first needed."""

    def __init__(self) -> None:
        self._handle: int | None = None
        self._end = 0

    def put(self, data: bytes) -> Place:
        """Puts bytes aside; gives what `get` wants."""
        try:
            if self._handle is None:
                with tempfile.TemporaryFile() as file:
                    self._handle = os.dup(file.fileno())
            if os.pwrite(self._handle, data, self._end) < len(data):
                return data
        except OSError:
            return data
        place = self._end << _LENGTH | len(data)
        self._end += len(data)
        return place

    def get(self, place: Place) -> bytes:
        """The bytes that were put aside."""
        if isinstance(place, bytes):
            return place
        if self._handle is None:
            raise AssertionError(place)
        return os.pread(self._handle, place & (1 << _LENGTH) - 1, place >> _LENGTH)

    def __del__(self) -> None:
        """Lets go of the file."""
        if self._handle is not None:
            os.close(self._handle)
