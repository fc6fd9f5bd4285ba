"""An emulator of Zendesk: a server on this machine that behaves like the API, with all its state in memory."""
