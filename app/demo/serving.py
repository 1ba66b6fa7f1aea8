# SPDX-License-Identifier: EUPL-1.2
"""Run the demo's processes side by side: server, worker, mail server and mailbox page; all end together."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import fields
from pathlib import Path
from types import FrameType

from werkzeug.serving import make_server

from app.adapters.mailbox import sink
from app.demo.mailbox_page import mailbox_app
from app.edges.settings import PREFIX, Settings

HERE = Path(sys.executable).parent


def environment(settings: Settings) -> dict[str, str]:
    """Write settings as the environment in which another process finds them."""
    told = {}
    for f in fields(settings):
        value = getattr(settings, f.name)
        told[PREFIX + f.name.upper()] = ",".join(value) if isinstance(value, tuple) else _written(value)
    return {**os.environ, **told}


def _written(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def serve(settings: Settings, port: int, mail_page_port: int, folder: Path, ready: Callable[[], None]) -> None:
    """Serve until a person presses Ctrl-C or the process is told to end. Raises OSError when a port is taken."""
    done = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        done.set()

    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, stop)
    told = environment(settings)
    server = [sys.executable, "-m", "gunicorn", "-w", "2", "--threads", "8", "-k", "gthread", "--no-control-socket"]
    server += ["--log-level", "warning", "-b", f"127.0.0.1:{port}", "wsgi:app"]
    worker = [sys.executable, "-m", "flask", "--app", "wsgi", "worker", "--pause", "1"]
    with ExitStack() as stack:
        stack.enter_context(sink("127.0.0.1", settings.smtp_port, folder))
        stack.enter_context(_page(mail_page_port, folder, settings.base_url))
        children = [stack.enter_context(_process(command, told)) for command in (server, worker)]
        ready()
        while not done.wait(0.5):
            if any(child.poll() is not None for child in children):
                raise SystemExit("de demo is gestopt: een van de processen is geëindigd")


@contextmanager
def _process(command: list[str], told: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    child = subprocess.Popen(command, env=told, start_new_session=True)  # noqa: S603  our own programs
    try:
        yield child
    finally:
        child.terminate()
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()


@contextmanager
def _page(port: int, folder: Path, site: str) -> Iterator[None]:
    server = make_server("127.0.0.1", port, mailbox_app(folder, site), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
