"""One page that opens in any browser, on a phone and on paper, and asks nothing of a network.

You need this to show something as HTML: give it a title and a body whose words are escaped. No script, no
address to fetch.
"""

from html import escape
from pathlib import Path

_STYLE = Path(__file__).with_name("page.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(language: str, title: str, body: str) -> str:
    """The whole page, with its style in it."""
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_STYLE.read_text(encoding='utf-8')}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )
