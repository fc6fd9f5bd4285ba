"""What the command's exit code says."""

from enum import IntEnum


class ExitCode(IntEnum):
    """The codes with which `zendesk` ends."""

    COMPLETE = 0
    FAILED = 1
    USAGE = 2
    """The command line or a setting cannot be right; nothing was sent."""
    PARTIAL = 75
    """An export ended early and can be resumed (EX_TEMPFAIL of sysexits.h)."""
    INTERRUPTED = 130
    """Ctrl-C, as shells count it: 128 + SIGINT."""
    PIPE_CLOSED = 141
    """Whoever read the output went away: 128 + SIGPIPE."""
