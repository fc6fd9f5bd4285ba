"""The operations that the emulator answers."""
