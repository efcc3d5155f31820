"""An S3-compatible store that is strict: it checks every signature by itself (Signature Version 4 as Amazon's reference describes it),
knows multipart uploads, and can be told to fail. What it got is in `objects`."""
import datetime
import hashlib
import hmac
import http.server
import re
import ssl
import threading
import urllib.parse
import uuid
from xml.sax.saxutils import escape, unescape

ACCESS, SECRET, REGION, BUCKET = "AKIDSTORE", "a secret key/of+the store", "eu-test-1", "backups"
BEFORE_HOST = "127"  # a bucket by whose name 0.0.1 becomes 127.0.0.1: virtual hosts without a name server


def digest(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


class Refused(Exception):
    def __init__(self, status, code):
        super().__init__(code)
        self.status, self.code = status, code


class S3Store:
    def __init__(self, least_part=5 << 20, tls=None, token=None, virtual=False):
        """`tls`: certificate and key, two files; `token`: the session that every request has to be of; `virtual`: the bucket is in the host."""
        self.token, self.virtual = token, virtual
        self.objects, self.uploads, self.requests, self.trouble = {}, {}, [], []
        self.least_part, self.page, self.clock_off = least_part, 2, 0
        store = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self):
                store.serve(self)
            do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = answer

            def log_message(self, *_):
                pass

            def date_time_string(self, timestamp=None):
                return super().date_time_string(store.now().timestamp())
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*tls)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)
        self.url = f"{'https' if tls else 'http'}://{'0.0.1' if virtual else '127.0.0.1'}:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def now(self):
        return datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=self.clock_off)

    def serve(self, handler):
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        self.requests.append((handler.command, handler.path))
        if self.trouble:
            wrong = self.trouble.pop(0)
            if wrong == "hang up":
                handler.close_connection = True
                return handler.connection.close()
            if wrong is not None:
                return self.send(handler, wrong, f"<Error><Code>Trouble{wrong}</Code><Message>told to fail</Message></Error>".encode())
        try:
            self.check_signature(handler, body)
            status, answer, headers = self.act(handler, body)
        except Refused as refused:
            status, headers = refused.status, {}
            answer = f"<Error><Code>{refused.code}</Code><Message>refused: {refused.code}</Message></Error>".encode()
        self.send(handler, status, answer, headers)

    def send(self, handler, status, body, headers=None):
        handler.send_response(status)
        length = (headers or {}).pop("Content-Length", str(len(body)))
        for name, value in {"Content-Length": length, **(headers or {})}.items():
            handler.send_header(name, value)
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(body)

    def check_signature(self, handler, body):
        given = re.fullmatch(r"AWS4-HMAC-SHA256 Credential=(\S+?)/(\d{8})/(\S+?)/s3/aws4_request, ?SignedHeaders=(\S+?), ?Signature=([0-9a-f]{64})",
                             handler.headers.get("Authorization", ""))
        if not given:
            raise Refused(403, "AccessDenied")
        access, date, region, names, signature = given.groups()
        if access != ACCESS:
            raise Refused(403, "InvalidAccessKeyId")
        if handler.headers.get("x-amz-security-token") != self.token:
            raise Refused(403, "InvalidToken")
        if region != REGION:
            raise Refused(400, "AuthorizationHeaderMalformed")
        time = handler.headers["x-amz-date"]
        sent = datetime.datetime.strptime(time, "%Y%m%dT%H%M%SZ").replace(tzinfo=datetime.timezone.utc)
        if abs((sent - self.now()).total_seconds()) > 900:
            raise Refused(403, "RequestTimeTooSkewed")
        if handler.headers["x-amz-content-sha256"] != hashlib.sha256(body).hexdigest():
            raise Refused(400, "XAmzContentSHA256Mismatch")
        signed = names.split(";")
        missing = [name.lower() for name in handler.headers if name.lower().startswith("x-amz-") and name.lower() not in signed]
        if missing or "host" not in signed or not time.startswith(date):
            raise Refused(403, "SignatureDoesNotMatch")
        path, _, query = handler.path.partition("?")
        pairs = sorted(urllib.parse.quote(name, safe="-_.~") + "=" + urllib.parse.quote(value, safe="-_.~")
                       for name, value in urllib.parse.parse_qsl(query, keep_blank_values=True))
        canonical = "\n".join([handler.command, urllib.parse.quote(urllib.parse.unquote(path), safe="/-_.~"), "&".join(pairs),
                               *(f"{name}:{' '.join(handler.headers[name].split())}" for name in signed), "", names,
                               handler.headers["x-amz-content-sha256"]])
        scope = f"{date}/{region}/s3/aws4_request"
        text = "\n".join(["AWS4-HMAC-SHA256", time, scope, hashlib.sha256(canonical.encode()).hexdigest()])
        key = ("AWS4" + SECRET).encode()
        for part in (date, region, "s3", "aws4_request"):
            key = digest(key, part)
        if digest(key, text).hex() != signature:
            raise Refused(403, "SignatureDoesNotMatch")

    def act(self, handler, body):
        url = urllib.parse.urlsplit(handler.path)
        query = dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True))
        bucket, _, key = urllib.parse.unquote(url.path).removeprefix("/").partition("/")
        if self.virtual:
            bucket, key = handler.headers["Host"].partition(".")[0], urllib.parse.unquote(url.path).removeprefix("/")
        if bucket != (BEFORE_HOST if self.virtual else BUCKET):
            raise Refused(404, "NoSuchBucket")
        method = handler.command
        if method == "GET" and query.get("list-type") == "2":
            return self.list(query)
        if method == "POST" and "uploads" in query:
            upload = str(uuid.uuid4()) + "&<"
            self.uploads[upload] = {}
            return 200, f"<InitiateMultipartUploadResult><UploadId>{escape(upload)}</UploadId></InitiateMultipartUploadResult>".encode(), {}
        if "uploadId" in query:
            return self.part(method, key, query, body)
        if method == "PUT":
            self.objects[key] = body
            return 200, b"", {"ETag": f'"{hashlib.md5(body).hexdigest()}"'}
        if method == "DELETE":
            self.objects.pop(key, None)
            return 204, b"", {}
        if key not in self.objects:
            raise Refused(404, "NoSuchKey")
        content = self.objects[key]
        if method == "HEAD":
            return 200, b"", {"Content-Length": str(len(content))}
        asked = re.fullmatch(r"bytes=(\d+)-(\d+)", handler.headers.get("Range", ""))
        if asked:
            return 206, content[int(asked[1]):int(asked[2]) + 1], {}
        return 200, content, {}

    def part(self, method, key, query, body):
        upload = self.uploads.get(query["uploadId"])
        if upload is None:
            raise Refused(404, "NoSuchUpload")
        if method == "DELETE":
            del self.uploads[query["uploadId"]]
            return 204, b"", {}
        if method == "PUT":
            tag = f'"{hashlib.md5(body).hexdigest()}"'
            upload[int(query["partNumber"])] = (tag, body)
            return 200, b"", {"ETag": tag}
        named = re.findall(r"<Part><PartNumber>(\d+)</PartNumber><ETag>(.*?)</ETag></Part>", body.decode())
        parts = [upload.get(int(number)) for number, _ in named]
        if [int(number) for number, _ in named] != sorted(upload) or any(unescape(tag, {"&quot;": '"'}) != part[0] for (_, tag), part in zip(named, parts)):
            raise Refused(400, "InvalidPart")
        if any(len(content) < self.least_part for _, content in parts[:-1]):
            raise Refused(400, "EntityTooSmall")
        self.objects[key] = b"".join(content for _, content in parts)
        del self.uploads[query["uploadId"]]
        return 200, b"<CompleteMultipartUploadResult><ETag>x</ETag></CompleteMultipartUploadResult>", {}

    def list(self, query):
        keys = sorted(key for key in self.objects if key.startswith(query.get("prefix", "")))
        begin = int(query.get("continuation-token", 0))
        page, more = keys[begin:begin + self.page], begin + self.page < len(keys)
        entries = "".join(f"<Contents><Key>{escape(key)}</Key><Size>{len(self.objects[key])}</Size></Contents>" for key in page)
        token = f"<NextContinuationToken>{begin + self.page}</NextContinuationToken>" if more else ""
        return 200, f"<ListBucketResult><IsTruncated>{str(more).lower()}</IsTruncated>{token}{entries}</ListBucketResult>".encode(), {}
