"""Local servers that speak the documented protocols of DeepL and LibreTranslate. A text is
"translated" word by word: each gets a ' behind it, and tags stay where they are."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from xml.etree import ElementTree

KEY = "a-key"
TARGETS = {"NB", "EN-GB", "EN-US", "DE", "SV"}
SOURCES = {"NB", "EN", "DE", "SV"}


def translated(text: str) -> str:
    pieces = re.split(
        r"(<k [^>]*>.*?</k>|<span translate=\"no\"[^>]*>.*?</span>|<[^>]*>|&\w+;)", text
    )
    return "".join(
        one if one.startswith(("<", "&")) else re.sub(r"\w+", lambda word: f"{word[0]}'", one)
        for one in pieces
    )


class Server(ThreadingHTTPServer):
    """`asked` has what came, `next` how the next questions are answered otherwise than well: a
    dictionary with `status`, `headers`, `body`, `delay`, `drop` or `texts` (a function of them)."""

    daemon_threads = True

    def __init__(self, handler: type) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.asked: list[dict[str, Any]] = []
        self.next: list[dict[str, Any]] = []
        self.glossaries: dict[str, dict[tuple[str, str], str]] = {}
        self.released = threading.Event()
        self.when_asked: Callable[[], None] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def of(self, path: str) -> list[dict[str, Any]]:
        return [one for one in self.asked if one["path"] == path]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that has gone away is no news."""


class Handler(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, *args: Any) -> None:
        pass

    def do(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(size)) if size else None
        self.server.asked.append(
            {
                "method": self.command,
                "path": self.path,
                "body": body,
                "size": size,
                "key": self.headers.get("Authorization"),
            }
        )
        if self.server.when_asked:
            self.server.when_asked()
        how = self.server.next.pop(0) if self.server.next else {}
        if how.get("delay"):
            self.server.released.wait(how["delay"])
        if how.get("drop"):
            self.connection.close()
            return
        if how.get("trickle"):
            self.trickle()
            return
        if "status" in how or "body" in how:
            self.send(how.get("status", 200), how.get("body", "{}"), how.get("headers", {}))
            return
        status, answer = self.answer(body, how.get("texts", lambda texts: texts))
        self.send(status, json.dumps(answer))

    do_GET = do_POST = do_PUT = do_DELETE = do  # noqa: N815

    def send(self, status: int, body: str | bytes, headers: dict[str, str] | None = None) -> None:
        raw = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def trickle(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.05)

    def answer(self, body: Any, otherwise: Callable) -> tuple[int, Any]:
        raise NotImplementedError


class DeepL(Handler):
    def answer(self, body: Any, otherwise: Callable) -> tuple[int, Any]:
        if self.headers.get("Authorization") != f"DeepL-Auth-Key {KEY}":
            return 403, {"message": "Forbidden"}
        if self.path == "/v2/usage":
            return 200, {"character_count": 180118, "character_limit": 1250000}
        if self.path == "/v2/translate":
            return self.translate(body, otherwise)
        if self.path.startswith("/v3/glossaries"):
            return self.glossary(body)
        return 404, {"message": "Not found"}

    def translate(self, body: Any, otherwise: Callable) -> tuple[int, Any]:
        texts = body["text"]
        if not 0 < len(texts) <= 50 or body["target_lang"] not in TARGETS:
            return 400, {"message": "Bad request"}
        if body["source_lang"] not in SOURCES:
            return 400, {"message": "Value for 'source_lang' not supported."}
        try:
            for text in texts:
                ElementTree.fromstring(f"<t>{text}</t>")
        except ElementTree.ParseError:
            return 400, {"message": "Tag handling parsing failed, please check input."}
        if glossary := body.get("glossary_id"):
            way = (body["source_lang"].lower(), body["target_lang"].partition("-")[0].lower())
            if way not in self.server.glossaries.get(glossary, {}):
                return 404, {"message": "Glossary not found"}
        return 200, {
            "translations": [
                {
                    "detected_source_language": body["source_lang"],
                    "text": text,
                    "billed_characters": len(unescape(re.sub("<[^>]*>", "", source))),
                }
                for source, text in zip(
                    texts, otherwise([translated(one) for one in texts]), strict=False
                )
            ]
        }

    def glossary(self, body: Any) -> tuple[int, Any]:
        there = self.server.glossaries
        parts = self.path.split("/")[3:]
        if self.command == "POST" and not parts:
            name = f"glossary-{len(there) + 1}"
            there[name] = {}
            for one in body["dictionaries"]:
                self.fill(name, one)
            return 201, {"glossary_id": name, "name": body["name"], "dictionaries": []}
        if parts[0] not in there:
            return 404, {"message": "Glossary not found"}
        if self.command == "PUT" and parts[1:] == ["dictionaries"]:
            self.fill(parts[0], body)
            return 200, {"source_lang": body["source_lang"], "entry_count": 1}
        if self.command == "DELETE":
            del there[parts[0]]
            return 200, None
        return 400, {"message": "Bad request"}

    def fill(self, name: str, one: dict[str, str]) -> None:
        assert one["entries_format"] == "tsv"
        assert one["entries"]
        way = (one["source_lang"], one["target_lang"])
        self.server.glossaries[name][way] = one["entries"]


class LibreTranslate(Handler):
    def answer(self, body: Any, otherwise: Callable) -> tuple[int, Any]:
        if self.path == "/languages":
            return 200, [
                {"code": code, "name": code, "targets": ["en", "nb"]} for code in ("en", "nb")
            ]
        if body.get("api_key", KEY) != KEY:
            return 403, {"error": "Invalid API key"}
        for name in ("q", "source", "target"):
            if not body.get(name):
                return 400, {"error": f"Invalid request: missing {name} parameter"}
        if not {body["source"], body["target"]} <= {"en", "nb"}:
            return 400, {"error": "not supported"}
        assert body["format"] == "html"
        # It sends what it has no longer escaped.
        texts = [unescape(translated(one)) for one in body["q"]]
        return 200, {"translatedText": otherwise(texts)}


@contextmanager
def running(handler: type[Handler]) -> Iterator[Server]:
    server = Server(handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()
