"""Plans, passes and lists as people and programs read them: text on a terminal, JSON, one page of HTML.

You need this to show anything. `overview` brings results into one shape and masks what is private; the other
modules only lay that shape out, so that no layout can show more than another. With the command line this is
the only door to rich.
"""
