"""Large libraries that few answers need: named at the top of a file like any other, loaded when first used.

A server that starts does not wait for them (PERFORMANCE.md goal 10), and nobody has to look inside functions to see
what a room needs.
"""

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec
from types import ModuleType


def late(name: str) -> ModuleType:
    """The module of this name, read when something of it is asked. Raises ImportError when it is not there."""
    if name in sys.modules:
        return sys.modules[name]
    spec = find_spec(name)
    if spec is None or spec.loader is None:
        raise ImportError(name)
    spec.loader = LazyLoader(spec.loader)
    module = sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
