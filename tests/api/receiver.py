"""A receiver of webhooks as a client would write it, run as a process of its own:
`python receiver.py FILE`. FILE has, as JSON, the secrets it accepts and the answers it gives one
after the other, the last for good; it is read anew at each request. What came is added to FILE.came,
a line of JSON each, before it is answered."""

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock

from standardwebhooks import Webhook, WebhookVerificationError

CONFIG = Path(sys.argv[1])
CAME = Path(f"{CONFIG}.came")
turn = Lock()
count = 0


def holds(secret: str, body: bytes, headers: dict[str, str]) -> bool:
    try:
        Webhook(secret).verify(body, headers)
    except WebhookVerificationError:
        return False
    return True


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        global count
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        config = json.loads(CONFIG.read_text())
        came = {
            "path": self.path,
            "headers": headers,
            "body": json.loads(body),
            "verified": [holds(one, body, headers) for one in config["secrets"]],
        }
        with turn:
            answers = config["answers"]
            answer = answers[min(count, len(answers) - 1)]
            count += 1
            with CAME.open("a") as file:
                file.write(json.dumps(came) + "\n")
        time.sleep(answer.get("delay", 0))
        self.send_response(answer["status"])
        for name, value in answer.get("headers", {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.get("body", "").encode())

    def log_message(self, *args) -> None:
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
sys.stdout.write(f"{server.server_port}\n")
sys.stdout.flush()
server.serve_forever()
