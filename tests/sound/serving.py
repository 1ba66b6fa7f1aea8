# SPDX-License-Identifier: EUPL-1.2
"""The real application, served by gunicorn: two processes of eight threads, set by the environment."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from app.demo.serving import environment
from app.edges.settings import Settings

ROOT = Path(__file__).parents[2]
PLENTY = "1000000 per hour"
SIGN_OF_LIFE = "/over/privacy"


def settings_for(database_url: str, folder: Path, port: int = 0, smtp_port: int = 1) -> Settings:
    """Give the settings of an installation that many people use from one address."""
    return Settings(
        database_url=database_url,
        instance=str(folder),
        secret_key="a key for tests only, thirty-two characters or more",
        base_url=f"http://127.0.0.1:{port}",
        booking_limit=PLENTY,
        sign_in_limit=PLENTY,
        smtp_port=smtp_port,
        mail_from="scholentocht@example.org",
    )


class Server:
    """A gunicorn that may be killed and started again; its listening socket stays, so nobody is turned away."""

    def __init__(self, database_url: str, folder: Path, app: str = "wsgi:app", *, preload: bool = False) -> None:
        self._door = socket.create_server(("127.0.0.1", 0), backlog=2048)
        self.port: int = self._door.getsockname()[1]
        self.settings = settings_for(database_url, folder, self.port)
        self._app, self._folder, self._preload = app, folder, preload
        self._master: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and come back when every worker answers."""
        door = self._door.fileno()
        command = [sys.executable, "-m", "gunicorn", "-w", "2", "--threads", "8", "-k", "gthread", "--backlog", "2048"]
        command += ["--no-control-socket", "--log-level", "warning", "-b", f"fd://{door}", self._app]
        command += ["--preload"] if self._preload else []  # a worker that died is followed by a copy, at once
        with (self._folder / "gunicorn.log").open("ab") as log:
            self._master = subprocess.Popen(
                command, cwd=ROOT, env=environment(self.settings), pass_fds=(door,),
                stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self.wait()

    def wait(self, seconds: float = 60) -> None:
        """Wait until somebody answers. Raises RuntimeError with what the server said when it does not."""
        ends = time.monotonic() + seconds
        while self._master is not None and self._master.poll() is None and time.monotonic() < ends:
            connection = HTTPConnection("127.0.0.1", self.port, timeout=max(1.0, ends - time.monotonic()))
            try:
                connection.request("GET", SIGN_OF_LIFE)
                if connection.getresponse().status == 200:
                    return
            except OSError:
                continue
            finally:
                connection.close()
        raise RuntimeError((self._folder / "gunicorn.log").read_text()[-4000:])

    def workers(self) -> list[int]:
        """Give the process numbers of the workers, oldest first."""
        assert self._master is not None
        children = Path(f"/proc/{self._master.pid}/task/{self._master.pid}/children")
        return [int(pid) for pid in children.read_text().split()] if children.exists() else []

    def busy(self) -> float:
        """Give the seconds that the processor spent on the workers, until now."""
        ticks = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in self.workers()]
        return sum(int(t[11]) + int(t[12]) for t in ticks) / os.sysconf("SC_CLK_TCK")

    def kill_worker(self, which: int) -> None:
        """Let one worker die without a word; the master starts another."""
        if workers := self.workers():
            os.kill(workers[which % len(workers)], signal.SIGKILL)

    def kill(self) -> None:
        """Let every process die without a word."""
        assert self._master is not None
        os.killpg(self._master.pid, signal.SIGKILL)
        self._master.wait()

    def stop(self) -> None:
        """End for good."""
        if self._master is not None and self._master.poll() is None:
            self.kill()
        self._door.close()


@contextmanager
def served(
    database_url: str,
    folder: Path,
    app: str = "wsgi:app",
    *,
    preload: bool = False,
    change: Callable[[Settings], Settings] = lambda settings: settings,
) -> Iterator[Server]:
    """Serve while the block runs. preload: workers are copies of one process; change: gives other settings."""
    server = Server(database_url, folder, app, preload=preload)
    server.settings = change(server.settings)
    try:
        server.start()
        yield server
    finally:
        server.stop()
