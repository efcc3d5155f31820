"""Pairing by SPAKE2 (RFC 9382) and the proofs of requests, written from openapi.yaml alone: the other end of what the daemon and the
page do. Slow arithmetic, no secrets worth hiding."""
import base64
import dataclasses
import hashlib
import hmac
import json
import secrets
import subprocess

import requests

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296, 0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)


def unpacked(text):
    x = int(text[2:], 16)
    y = pow(x**3 - 3 * x + B, (P + 1) // 4, P)
    return x, y if y % 2 == int(text[:2], 16) % 2 else P - y


MASK_A = unpacked("02886e2f97ace46e55ba9dd7242579f2993b64e16ef3dcab95afd497333d8fa12f")
MASK_B = unpacked("03d8bbd6c639c62937b04d997f38c3770719c629d7014d49a24b4f98baa1292b49")


def add(a, b):
    if a is None or b is None:
        return a or b
    if a[0] == b[0] and (a[1] + b[1]) % P == 0:
        return None
    slope = (3 * a[0] ** 2 - 3) * pow(2 * a[1], -1, P) if a == b else (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (slope**2 - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def times(number, point):
    total = None
    while number:
        if number & 1:
            total = add(total, point)
        point, number = add(point, point), number >> 1
    return total


def encoded(point):
    return b"\x04" + point[0].to_bytes(32, "big") + point[1].to_bytes(32, "big")


def decoded(raw):
    return int.from_bytes(raw[1:33], "big"), int.from_bytes(raw[33:], "big")


def b64(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def raw_of(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def digest(key, text):
    return hmac.new(key, text, hashlib.sha256).digest()


def hkdf(secret, info):
    return digest(digest(bytes(32), secret), info + b"\x01")


def scalar_of(code):
    plain = code.upper().replace("-", "").replace(" ", "").replace("O", "0").replace("I", "1").replace("L", "1")
    return plain[:2], int.from_bytes(hashlib.pbkdf2_hmac("sha256", plain.encode(), b"holdfast pairing 1", 20000, 40), "big") % N


def aes(key, mode, data, iv=None):
    command = ["openssl", "enc", f"-aes-256-{mode}", "-nopad", "-K", key.hex(), *(["-iv", iv.hex()] if iv else [])]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


def opened(key, sealed, place):
    """AES-256-GCM of `hf1.<id>.<nonce, tag, text>`; fails when the tag is wrong."""
    packed = raw_of(sealed.split(".")[2])
    nonce, tag, text = packed[:12], packed[12:28], packed[28:]
    key = digest(key, b"encrypt")
    hashed, h = 0, int.from_bytes(aes(key, "ecb", bytes(16)), "big")
    padded = [part + bytes(-len(part) % 16) for part in (place.encode(), text)]
    lengths = (8 * len(place)).to_bytes(8, "big") + (8 * len(text)).to_bytes(8, "big")
    blocks = b"".join(padded) + lengths
    for at in range(0, len(blocks), 16):
        value, product, factor = hashed ^ int.from_bytes(blocks[at:at + 16], "big"), 0, h
        for bit in range(127, -1, -1):
            product ^= factor if value >> bit & 1 else 0
            factor = factor >> 1 ^ (0xE1 << 120 if factor & 1 else 0)
        hashed = product
    assert hashed ^ int.from_bytes(aes(key, "ecb", nonce + b"\0\0\0\x01"), "big") == int.from_bytes(tag, "big"), "the tag is wrong"
    return json.loads(aes(key, "ctr", text, nonce + b"\0\0\0\x02"))


@dataclasses.dataclass
class Paired:
    token: str
    terminal_id: str
    key: bytes
    authority: str
    seen: dict


class Stranger(AssertionError):
    """Whoever answers is not the store, or has another certificate than it says."""


def pair(api, code, name="A till", kind="till", certificate=None, expect=None):
    """`certificate`: SHA-256 of what TLS showed, which has to be the store's own word."""
    selector, w = scalar_of(code)
    x = 1 + secrets.randbelow(N - 1)
    share = encoded(add(times(x, G), times(w, MASK_A)))
    begun = api("startPairingExchange", {"selector": selector, "share": b64(share), "name": name, "kind": kind})
    if certificate is not None and begun["certificate"] != certificate:
        raise Stranger("the certificate is not the one that the store has")
    theirs = raw_of(begun["share"])
    masked = times(w, MASK_B)
    common = times(x, add(decoded(theirs), (masked[0], P - masked[1])))
    fields = [b"holdfast-terminal", b"holdfast-store", share, theirs, encoded(common), w.to_bytes(32, "big")]
    transcript = b"".join(len(field).to_bytes(8, "little") + field for field in fields)
    both = hashlib.sha256(transcript).digest()
    aad = "\n".join(["holdfast-pairing-1", begun["certificate"] or "", begun["authority"] or "", kind, name])
    confirmation = hkdf(both[16:], b"ConfirmationKeys" + aad.encode())
    answer = api("finishPairingExchange", {"confirmation": b64(digest(confirmation[:16], transcript))}, id=begun["exchangeId"], expect=expect)
    if answer.status != 201:
        return answer
    if answer["confirmation"] != b64(digest(confirmation[16:], transcript)):
        raise Stranger("the store does not know the code")
    inner = opened(hkdf(both[:16], b"holdfast pairing answer 1"), answer["sealed"], "pairing/" + begun["exchangeId"])
    return Paired(inner["token"], inner["terminalId"], hkdf(both[:16], b"holdfast terminal proof 1"), inner["authority"], begun.body)


class Proof(requests.auth.AuthBase):
    """Proves every request of a session, once more when the store wants another nonce."""

    def __init__(self, key, nonce="none"):
        self.key, self.nonce = key, nonce

    def of(self, method, target, token, headers=None, body=b""):
        headers, number = headers or {}, secrets.token_hex(8)
        body = body.encode() if isinstance(body, str) else body or b""
        lines = ["holdfast-proof-1", method, target, token, *(headers.get(name, "") for name in ("Idempotency-Key", "If-Match", "Approval")),
                 hashlib.sha256(body).hexdigest(), self.nonce, number]
        return f"{self.nonce}.{number}.{b64(digest(self.key, chr(10).join(lines).encode()))}"

    def __call__(self, request):
        self.put(request)
        request.register_hook("response", self.again)
        return request

    def put(self, request):
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        request.headers["Holdfast-Proof"] = self.of(request.method, request.path_url, token, request.headers, request.body)

    def again(self, response, **options):
        nonce = response.headers.get("Holdfast-Nonce")
        if nonce is None:
            return response
        self.nonce = nonce
        if response.status_code != 401 or getattr(response.request, "proved_again", False):
            return response
        response.content  # noqa: B018  the connection is free again once it is read
        request = response.request.copy()
        request.proved_again = True
        self.put(request)
        second = response.connection.send(request, **options)
        second.history.append(response)
        second.request = request
        return second


def proved(api, paired, token=None):
    """`api` as this terminal, or as the session whose token it is."""
    own = api.as_(token or paired.token)
    own.http.auth = Proof(paired.key)
    return own
