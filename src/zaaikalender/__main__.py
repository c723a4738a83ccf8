"""`python -m zaaikalender`, where the command `zaai` is not on the path.

You need this in a container or a unit that names the interpreter itself.
"""

from zaaikalender.cli import main

if __name__ == "__main__":
    main()
