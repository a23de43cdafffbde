"""Where the frozen program starts."""

import multiprocessing
import sys

from kxdesk.cli import main

if __name__ == "__main__":
    # A child of the frozen program is the program itself; this tells it to be a child.
    multiprocessing.freeze_support()
    sys.exit(main())
