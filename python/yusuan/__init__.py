"""Turns the performance target tables (绩效目标表) of Chinese budget disclosures into typed, checked tables.

>>> import yusuan
>>> tables = yusuan.read("samples/seed/seed.docx")
>>> tables.indicators.num_rows
51

``yusuan.spark``, ``yusuan.ray`` and ``yusuan.daft`` do the same on several machines; import them by name.
"""

from yusuan._read import extract, read, schema
from yusuan._tables import Table, Tables
from yusuan._yusuan import __version__

__all__ = ["Table", "Tables", "__version__", "extract", "read", "schema"]
