"""A listening post between a connector and a simulated marketplace: passes every exchange on, byte for byte, shows it
to whoever asked, and can spoil answers on purpose, so that a judge can be seen to notice."""
import dataclasses
import http.client
import http.server
import json
import threading
import urllib.parse

# These belong to one hop, not to the message.
HOP_HEADERS = {"connection", "keep-alive", "transfer-encoding", "content-length", "te", "upgrade", "proxy-connection"}


@dataclasses.dataclass
class Exchange:
    method: str
    target: str
    request_headers: dict
    request_body: bytes
    status: int = 0
    answer_headers: list = dataclasses.field(default_factory=list)
    answer_body: bytes = b""

    def header(self, name):
        return next((v for k, v in self.request_headers.items() if k.lower() == name), "")


class Tap:
    """`on_exchange` is called after each exchange, from any thread. `spoil`, once set, rewrites parsed answers.
    `shown_as` is the origin callers know: links in answers that name the marketplace or this post name it instead."""

    def __init__(self, upstream, on_exchange=None):
        self.upstream = urllib.parse.urlsplit(upstream)
        self.on_exchange, self.spoil, self.shown_as = on_exchange, None, None
        tap = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def log_message(self, *_):
                pass

            def pass_on(self):
                tap.pass_on(self)

            do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = pass_on

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def pass_on(self, handler):
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        exchange = Exchange(handler.command, handler.path, dict(handler.headers.items()), body)
        self.ask(exchange)
        if self.on_exchange:
            self.on_exchange(exchange)
        handler.send_response_only(exchange.status)
        for name, value in exchange.answer_headers:
            handler.send_header(name, value)
        if exchange.status != 204:
            handler.send_header("Content-Length", str(len(exchange.answer_body)))
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(exchange.answer_body)

    def ask(self, exchange):
        connection = http.client.HTTPConnection(self.upstream.hostname, self.upstream.port, timeout=60)
        try:
            connection.putrequest(exchange.method, exchange.target, skip_host=True, skip_accept_encoding=True)
            for name, value in exchange.request_headers.items():
                if name.lower() not in HOP_HEADERS:
                    connection.putheader(name, value)
            if exchange.request_body or exchange.method in ("POST", "PUT", "PATCH"):
                connection.putheader("Content-Length", str(len(exchange.request_body)))
            connection.endheaders(exchange.request_body or None)
            answer = connection.getresponse()
            exchange.status, exchange.answer_body = answer.status, answer.read()
            exchange.answer_headers = [(k, v) for k, v in answer.getheaders() if k.lower() not in HOP_HEADERS]
        finally:
            connection.close()
        if self.shown_as:
            for origin in (self.url, self.upstream.geturl()):
                exchange.answer_body = exchange.answer_body.replace(origin.encode(), self.shown_as.encode())
        if self.spoil:
            try:
                document = json.loads(exchange.answer_body)
            except ValueError:
                return
            self.spoil(exchange, document)
            exchange.answer_body = json.dumps(document).encode()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
