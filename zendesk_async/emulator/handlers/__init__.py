"""The operations that the emulator answers, one module a group of the reference.

Importing this package imports all of them; each registers its handlers with `answers`.
"""

import pkgutil
from importlib import import_module

for _module in pkgutil.iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
