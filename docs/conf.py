"""Sphinx's settings: `make docs` builds the pages and the reference out of the docstrings."""

from zendesk_async import __version__

project = "The Zendesk SDK for Python"
author = "The Zendesk SDK for Python contributors"
copyright = "2026, The Zendesk SDK for Python contributors"
release = version = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_heading_anchors = 2
html_theme = "furo"
exclude_patterns = ["_build"]

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_inherit_docstrings = False
default_role = "code"
# Links of the README lead to files of the repository, which are no pages.
suppress_warnings = ["myst.xref_missing"]
