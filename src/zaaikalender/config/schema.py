"""Prints the JSON Schema of the config.

You need this after a key was added or described anew:

    python -m zaaikalender.config.schema > config/zaaikalender.schema.json
"""

import sys

from zaaikalender.config.json_schema import schema_text

if __name__ == "__main__":
    sys.stdout.write(schema_text())
