"""Lists of contacts: read from Excel or CSV, kept sealed, written out again; each its owner's alone.

You need this for whom somebody means to see:

    means = means_of(config, store, office_key)
    listed = list_of(calendar, means, now=now)      # the living file is read again where it changed
    listed.contacts, listed.complaints, listed.fingerprint

`import_file` makes the list what stands in a file, `join` and `refuse` answer a proposal, `forget` takes a
person off all lists, `write` gives the list back as Excel, CSV or vCard. Complaints name file, sheet, row and
column, and never what stands there.
"""

from zaaikalender.lists.complaint import NoList
from zaaikalender.lists.editing import put
from zaaikalender.lists.joining import forget, is_known, join, join_once, name_of, refuse, remove
from zaaikalender.lists.means import Means, means_of
from zaaikalender.lists.taking_in import Imported, Listed, import_content, import_file, list_of
from zaaikalender.lists.writing import empty, format_of, made, template, write

__all__ = [
    "Imported",
    "Listed",
    "Means",
    "NoList",
    "empty",
    "forget",
    "format_of",
    "import_content",
    "import_file",
    "is_known",
    "join",
    "join_once",
    "list_of",
    "made",
    "means_of",
    "name_of",
    "put",
    "refuse",
    "remove",
    "template",
    "write",
]
