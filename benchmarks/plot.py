"""The plot of the ratios: bars on a logarithmic scale, as SVG that follows the reader's dark mode."""

import math
from collections.abc import Sequence
from html import escape

from benchmarks.figures import Ratio

WIDTH, LABELS, LINE = 860, 380, 22
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #24292f }
.title { font-weight: 600 }
.bar { fill: #8c959f }
.ours { fill: #0969da }
.floor { stroke: #24292f; stroke-dasharray: 3 3 }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .floor { stroke: #e6edf3 } .ours { fill: #4493f8 } }
"""


def plot(ratios: Sequence[Ratio]) -> str:
    """Return the plot of the ratios, group by group, each beside the floor of its group (1.0)."""
    least = min(0.1, *(one.ratio for one in ratios))
    most = max(one.ratio for one in ratios) * 1.6
    scale = (WIDTH - LABELS) / math.log(most / least)
    floor = LABELS + math.log(1 / least) * scale
    drawn: list[str] = []
    y = 6
    before = ""
    for one in ratios:
        if one.group != before:
            before = one.group
            y += LINE + 8
            drawn.append(f'<text class="title" x="8" y="{y}">{escape(one.group)}</text>')
        y += LINE
        length = math.log(one.ratio / least) * scale
        kind = "ours" if one.what.startswith("zendesk_") else "bar"
        drawn.append(f'<text x="20" y="{y}">{escape(one.what)}</text>')
        drawn.append(f'<rect class="{kind}" x="{LABELS}" y="{y - 12}" width="{length:.1f}" height="15" rx="2"/>')
        drawn.append(f'<text x="{LABELS + length + 6:.1f}" y="{y}">{one.ratio:.2f}</text>')
    height = y + 16
    drawn.append(f'<line class="floor" x1="{floor:.1f}" x2="{floor:.1f}" y1="10" y2="{height - 6}"/>')
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">'
    title = "<title>Processor time of the client, as a multiple of the floor, on a logarithmic scale</title>"
    return "\n".join([head, title, f"<style>{STYLE}</style>", *drawn, "</svg>", ""])
