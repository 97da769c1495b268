"""Scientific claims that can be checked, versioned and cited.

`claimkit.load(path)` reads a dataset. Everything else is imported where it is used, so that `import claimkit`
costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.2.0.dev0"
__all__ = ["Dataset", "__version__", "load"]

if TYPE_CHECKING:
    from claimkit.dataset import Dataset, load


def __getattr__(name: str) -> Any:
    if name in ("Dataset", "load"):
        from claimkit import dataset

        return getattr(dataset, name)
    raise AttributeError(f"module 'claimkit' has no attribute {name!r}")
