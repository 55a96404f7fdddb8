"""Memory that is free goes back to the system: the C library of Linux keeps most of it, others do so by themselves."""

import ctypes
import sys

#: The number glibc's mallopt(3) knows M_MMAP_THRESHOLD by.
_MMAP_THRESHOLD = -3
#: Arrays from this size on stand apart, and are gone when they are let go of.
_LARGE = 1 << 20


def _c_library() -> ctypes.CDLL | None:
    """Return the C library where it is one that keeps what is free."""
    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    return library if hasattr(library, "malloc_trim") and hasattr(library, "mallopt") else None


def keep_large_apart() -> None:
    """Let large arrays come from the system and go back to it.

    Left alone, glibc learns from each that was let go of and puts the next of its size among the small ones, where
    others soon keep it from being given back: 50 to 100 MB with a million leads.
    """
    if library := _c_library():
        library.mallopt(_MMAP_THRESHOLD, _LARGE)


def give_back() -> None:
    """Give what is free to the system."""
    if library := _c_library():
        library.malloc_trim(0)
