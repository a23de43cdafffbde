"""The project's two commands; each makes all it needs by itself.

python3 build_spec/dev.py start                              the window on a sample desk
python3 build_spec/dev.py test [--full] [pytest arguments]   everything that is checked
"""

# This file alone is read by any Python 3, so that an old one gets a sentence instead of a SyntaxError.
import sys

OLDEST = (3, 11)


def main() -> int:
    if sys.version_info < OLDEST:
        sys.exit(
            "このコマンドには Python 3.11 以降が必要です (今の版: {0}.{1})。\n"
            "Python 3.11 or newer is needed (this is {0}.{1}).".format(*sys.version_info[:2])
        )
    from devkit.commands import run  # noqa: PLC0415 -- its syntax needs the Python asked for above

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
