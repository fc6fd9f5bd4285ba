"""Opening the files of an export: made for their owner alone, and through no link that somebody put there.

CWE-732, CWE-59.
"""

import os
from pathlib import Path

# Neither flag is known to every system.
_PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def open_own(path: Path, flags: int) -> int:
    """Open a file, which is made if need be, and return its descriptor. Raises `OSError`, for a symbolic link too."""
    return os.open(path, flags | os.O_CREAT | _PLAIN, 0o600)


def open_new(path: Path) -> int:
    """Make a file in place of whatever is there (of a crash, or somebody's), and return its descriptor for writing."""
    path.unlink(missing_ok=True)
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _PLAIN, 0o600)


def open_existing(path: Path) -> int:
    """Open a file to read and return its descriptor. A pipe is not waited for. Raises `OSError`."""
    return os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _PLAIN)
