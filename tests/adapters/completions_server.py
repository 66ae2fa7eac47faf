"""An OpenAI-compatible server on this machine that writes what it is told to, so that scores are known beforehand."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = str | dict[str, str]
"""A text, or the fields of a chat message."""


@contextmanager
def serve(reply: Callable[[str], Reply]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Serve ``/v1/completions`` and ``/v1/chat/completions`` on a free port of this machine.

    Args:
        reply: from the prompt, or the text of the last message, to what is written.

    Yields:
        The base URL, ending in ``/v1``, and a list to which each request's body is added.
    """
    requests: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send({"object": "list", "data": [{"id": "local", "object": "model"}]})

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            requests.append(body)
            usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
            head = {"id": "x", "created": 0, "model": body["model"], "usage": usage}
            if self.path.endswith("/chat/completions"):
                written = reply(body["messages"][-1]["content"])
                message = {"role": "assistant"} | ({"content": written} if isinstance(written, str) else written)
                if body.get("stream"):
                    self._stream(head, message)
                    return
                choices = [{"index": 0, "message": message, "finish_reason": "stop"}]
                self._send({**head, "object": "chat.completion", "choices": choices})
            elif self.path.endswith("/completions"):
                prompts = body["prompt"] if isinstance(body["prompt"], list) else [body["prompt"]]
                choices = [
                    {"index": i, "text": reply(prompt), "finish_reason": "stop", "logprobs": None}
                    for i, prompt in enumerate(prompts)
                ]
                self._send({**head, "object": "text_completion", "choices": choices})
            else:
                self.send_error(404)

        def _stream(self, head: dict[str, Any], message: dict[str, str]) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            for delta, reason in ((message, None), ({}, "stop")):
                choices = [{"index": 0, "delta": delta, "finish_reason": reason}]
                self._event(json.dumps({**head, "object": "chat.completion.chunk", "choices": choices}))
            self._event("[DONE]")

        def _event(self, text: str) -> None:
            self.wfile.write(f"data: {text}\n\n".encode())

        def _send(self, answer: dict[str, Any]) -> None:
            data = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", requests
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
