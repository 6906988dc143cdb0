"""Another `dateline` at work for the reader: its lines come as they are printed.

A thread would take the interpreter from the keys, and what fails there would fail here. The child
ends when its standard input does: when the reader ends, in whatever way.
"""

import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_CODE = "import sys; sys.path.append(sys.argv.pop(1)); from tui.cli import main; sys.exit(main())"
_FLAGS = {
    name: getattr(subprocess, name, 0)
    for name in ("CREATE_NO_WINDOW", "BELOW_NORMAL_PRIORITY_CLASS")
}


def start(
    library: Path, words: Sequence[str], errors: int = subprocess.DEVNULL
) -> "subprocess.Popen[bytes]":
    """Start one, with pipes; it is not to import anything from the folder that we happen to be in.

    Args:
        library: the library it is to use.
        words: the rest of its command line.
        errors: where its complaints go.
    """
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _CODE, str(_ROOT), "--library", str(library), *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        process_group=None if sys.platform == "win32" else 0,
        creationflags=sum(_FLAGS.values()),
    )


class Child:
    """One verb done by another process.

    Args:
        library: the library it is to use.
        words: the rest of its command line.
        line: called with each line of its output, from a thread.
        end: called with its exit code and the last line that it complained with, from a thread.
        given: what is on its standard input; None to leave that open, for one that goes on.
    """

    def __init__(
        self,
        library: Path,
        words: Sequence[str],
        line: Callable[[str], object],
        end: Callable[[int, str], object],
        given: bytes | None = b"",
    ) -> None:
        self._line, self._end, self._given = line, end, given
        self._process = start(library, words, subprocess.PIPE)
        for work in (self._feed, self._follow) if given is not None else (self._follow,):
            threading.Thread(target=work, daemon=True).start()

    def stop(self) -> None:
        """End it; what it has done is done."""
        with suppress(OSError):
            self._process.kill()

    def _feed(self) -> None:
        assert self._process.stdin
        with suppress(OSError):
            self._process.stdin.write(self._given or b"")
            self._process.stdin.close()

    def _follow(self) -> None:
        process, said = self._process, list[str]()
        assert process.stdout
        assert process.stderr
        complaints = process.stderr

        def listen() -> None:
            said.extend(complaints.read().decode("utf-8", "replace").splitlines())

        listener = threading.Thread(target=listen, daemon=True)
        listener.start()
        with suppress(RuntimeError):  # the screen may be gone
            for line in process.stdout:
                self._line(line.decode("utf-8", "replace").rstrip("\n"))
            code = process.wait()
            listener.join()
            self._end(code, said[-1] if said else "")
