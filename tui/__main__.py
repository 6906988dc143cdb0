"""`python -m tui` is `dateline`."""

import sys

from .cli import main

sys.exit(main())
