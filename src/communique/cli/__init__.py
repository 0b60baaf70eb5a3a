"""The command line: parse, call the desk, print.

Exit status: 0 all well, 1 some inputs refused and listed, 2 wrong usage.
"""

import sys


def main() -> None:
    """Run the command line."""
    from communique.cli.app import app
    from communique.errors import CommuniqueError, InputRefused

    try:
        app()
    except InputRefused as error:
        sys.exit(_said(error, 1))
    except CommuniqueError as error:
        sys.exit(_said(error, 2))
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; nothing is left to say
        sys.exit(0)


def _said(error: Exception, status: int) -> int:
    print(f"communique: {error}", file=sys.stderr)
    return status
