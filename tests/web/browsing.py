"""A real browser at the real page: Chromium, with the page answered over a socket.

You need this where only a browser can tell: `open_browser` gives one, `answering` serves an office's page.
With `ZAAI_SHOTS=DIR` each page that is looked at is kept there as a picture.
"""

import os
import shutil
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from zaaikalender.web import Serving

DESK, PHONE = {"width": 1100, "height": 800}, {"width": 390, "height": 844}
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@contextmanager
def open_browser():
    """A browser of this machine; where there is none the test is skipped, which CI does not let pass."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        pytest.skip("there is no Chromium on this machine: install it (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        # The sandbox wants rights that a container does not give; all that it opens here is our own page.
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def answering(house):
    """Serves the page of a house at its own port."""
    ready = threading.Event()
    serving = Serving(house.office, ready=ready.set)
    thread = threading.Thread(target=serving.run, daemon=True)
    thread.start()
    assert ready.wait(30)
    try:
        yield house.office.site.origin
    finally:
        serving.stop()
        thread.join(30)


def let_in(page, house, who):
    """Signs that person in."""
    site = house.office.site
    page.context.add_cookies([{"name": site.cookie, "value": house.ticket(who), "url": site.origin}])


def looked_at(page, name):
    """Keeps a picture of the page where somebody wants to look."""
    if folder := os.environ.get("ZAAI_SHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        width = page.viewport_size["width"]
        page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)


def too_small(page):
    """What a finger presses and is lower than 44 pixels (WCAG 2.2, 2.5.5); links within a text may be."""
    return page.evaluate(
        """[...document.querySelectorAll(
            "button, .button, nav a, .back, summary, select, textarea, label:has(> input), " +
            "input:not([type=hidden]):not([type=radio]):not([type=checkbox])")]
           .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < 44)
           .map(each => each.textContent || each.name)"""
    )


def fits(page):
    """Whether nothing stands beside the page: nobody must scroll sideways."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
