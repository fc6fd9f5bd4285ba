"""Endurance: mixed work for minutes, while faults happen, tokens end and windows turn. `python -m benchmarks.soak`."""

FACTOR = 15
"""How much faster time passes, on both sides: tokens of 301 s end every 20 s, windows of a minute turn every 4 s."""

FAULTS = 0.05
"""The share of requests that something goes wrong with."""
