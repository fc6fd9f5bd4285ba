"""Sphinx's settings: `make docs` builds the pages, and the reference out of docstrings and the registry."""

from collections.abc import Iterator
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from zendesk_async import OperationInfo, __version__, operations
from zendesk_async._groups import Groups

project = "The Zendesk SDK for Python"
author = "The Zendesk SDK for Python contributors"
copyright = "2026, The Zendesk SDK for Python contributors"
release = version = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_heading_anchors = 3
html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["style.css"]
html_title = f"{project} {version}"
exclude_patterns = ["_build"]

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_inherit_docstrings = False
default_role = "code"


class OperationsTable(SphinxDirective):
    """One table a group, out of the registry: there is no second list of the operations to fall behind."""

    def run(self) -> list[nodes.Node]:
        return self.parse_text_to_nodes("\n".join(self._lines()), allow_section_headings=True)

    def _lines(self) -> Iterator[str]:
        yield f"{len(operations())} operations."
        by_group = groupby(sorted(operations(), key=attrgetter("resource", "name")), attrgetter("resource"))
        for group, found in by_group:
            title = f"zd.{group}"
            yield from ("", title, "-" * len(title), "")
            yield from (".. list-table::", "   :header-rows: 1", "   :widths: 26 44 18 12", "")
            yield from ("   * - method", "     - what it does", "     - scope", "     - paging, class, limit")
            for info in found:
                yield from self._row(info)

    def _row(self, info: OperationInfo) -> Iterator[str]:
        traits = (info.pagination.value, info.write_class.value, info.limit)
        yield f"   * - ``{info.name}``"
        yield f"     - | {info.summary}"
        yield f"       | ``{info.method} {info.path}``"
        yield f"     - {info.scope or ''}"
        yield f"     - {', '.join(trait for trait in traits if trait not in {None, 'none'})}"


class GroupsReference(SphinxDirective):
    """The class of every group, as the client names them."""

    def run(self) -> list[nodes.Node]:
        lazy = [(name, value) for name, value in vars(Groups).items() if isinstance(value, cached_property)]
        lines: list[str] = []
        for name, value in sorted(lazy):
            kind = type(value.func(None))
            title = f"{kind.__name__} (zd.{name})"
            lines += ["", title, "-" * len(title), "", f".. autoclass:: {kind.__module__}.{kind.__qualname__}"]
            lines += ["   :members:", "   :inherited-members:"]
        return self.parse_text_to_nodes("\n".join(lines), allow_section_headings=True)


def show_examples(*event: Any) -> None:
    """Show the indented parts of docstrings as they stand: examples, the tree of errors."""
    lines: list[str] = event[-1]
    shown: list[str] = []
    literal = False
    for line in lines:
        if line.strip():
            indented = line.startswith("    ")
            if indented and not literal and shown and not shown[-1]:
                shown += ["::", ""]
                literal = True
            elif not indented:
                literal = False
        shown.append(line)
    lines[:] = shown


def setup(app: Sphinx) -> None:
    app.connect("autodoc-process-docstring", show_examples)
    app.add_directive("operations", OperationsTable)
    app.add_directive("groups", GroupsReference)
