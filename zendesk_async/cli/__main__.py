"""Run the command as a module: `python -m zendesk_async.cli`."""

import sys

from zendesk_async.cli._main import main

if __name__ == "__main__":
    sys.exit(main())
