"""`python -m kxdesk` is `kxdesk`."""

from kxdesk.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
