"""Command lines as a shell starts them, but in this process, which has imported all they need."""

import io
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from subprocess import CompletedProcess
from unittest.mock import patch


def called(main: Callable[[], None], *arguments: str) -> CompletedProcess[str]:
    """Answer with what a `main` prints for these arguments, and the code it ends with."""
    code, out, err = 0, io.StringIO(), io.StringIO()
    argv = patch.object(sys, "argv", [main.__module__, *arguments])
    with argv, redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
    return CompletedProcess(arguments, code, out.getvalue(), err.getvalue())
