"""A failure in the office's language; logs and whoever asks for `--debug` get it in English.

You need this when you raise a sentence that people who connect or look will read. Write it here in Dutch too:
the English word for word as it is raised (a test finds each in the source), with a name in braces for each
fact. It goes where the one who reads it will look: to the module of the maker that it names (`nl_google`,
`nl_outlook`; the logins of both have one of their own), else to that of the thing that is not right
(`nl_folders`, `nl_logins`, `nl_store`; `nl_typed` has what somebody typed behind a command). What has no
Dutch sentence yet shows as it was raised: a failure in English is better than none.
"""

from zaaikalender.cli.failures.recognising import NL, in_language

__all__ = ["NL", "in_language"]
