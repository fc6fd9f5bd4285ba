"""The command `zendesk`."""

from zendesk_async.cli._main import main

__all__ = ["main"]
