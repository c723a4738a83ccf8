"""How the tables came to be what they are; run by Alembic.

You need this when a table changes: add the next migration (`schema.draft`), never change a released one.
"""
