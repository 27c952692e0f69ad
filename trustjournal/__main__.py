"""Starts Trust Journal: `python -m trustjournal`, or `trustjournal` once it is installed."""

import sys

from trustjournal import cli


def main() -> None:
    """Run the command line and end with its exit status."""
    sys.exit(cli.main())


if __name__ == "__main__":
    main()
