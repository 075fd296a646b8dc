"""A web server for the tests, which does what hosts of pages do: GitHub Pages, for one."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

PIECE = 7001  # bytes, so that words and tags are torn apart


@contextmanager
def served(
    folder: Path,
    *,
    below: str = "",
    faces_after: float = 0,
    own_after: float = 0,
    pause: float = 0,
) -> Iterator[str]:
    """Serve a folder, perhaps below a path of the host; gives the address of its first page.

    What is not there is answered with ``404.html``. Typefaces come late, by some seconds, and so
    do the scripts and the style of a reader's own notes; pages come in pieces, with pauses.
    """

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, directory=str(folder), **options)

        def do_GET(self) -> None:
            if faces_after and self.path.endswith(".woff2"):
                time.sleep(faces_after)
            if own_after and "/scholia/own/" in self.path:
                time.sleep(own_after)
            if not self.path.startswith(f"{below}/"):
                self.send_error(HTTPStatus.NOT_FOUND)
                return
            self.path = self.path.removeprefix(below)
            super().do_GET()

        def copyfile(self, source: Any, outputfile: Any) -> None:
            if not pause or not self.path.endswith(".html"):
                super().copyfile(source, outputfile)
                return
            while piece := source.read(PIECE):
                outputfile.write(piece)
                time.sleep(pause)

        def send_error(self, code: int, *args: Any, **options: Any) -> None:
            page = folder / "404.html"
            if code != HTTPStatus.NOT_FOUND or not page.exists():
                super().send_error(code, *args, **options)
                return
            content = page.read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{below}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
