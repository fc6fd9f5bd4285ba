"""Other people's clients, pointed at the emulator: `make peers`."""
