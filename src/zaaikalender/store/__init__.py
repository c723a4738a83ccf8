"""What must survive a restart; the only door to SQLAlchemy.

You need this to open the store: `store.open(url, ...)`. A schema change is a migration (`schema.py`).
"""

from zaaikalender.store.opening import has_office
from zaaikalender.store.opening import open_store as open  # noqa: A004  reads as it should: store.open(url)
from zaaikalender.store.store import Store

__all__ = ["Store", "has_office", "open"]
