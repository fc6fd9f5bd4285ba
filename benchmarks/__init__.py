"""Measurements of the client, on this machine and against the emulator: `make bench`."""
