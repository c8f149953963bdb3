"""An issuer of OpenID Connect on this machine: oidc-provider-mock, held to PKCE and a secret, and crooked when told so."""

import base64
import hashlib
import io
import json
import logging
import socket
import threading
import time
import urllib.parse
import warnings

import httpx
import werkzeug.serving
from joserfc import jws
from joserfc.jwk import OctKey, RSAKey

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import oidc_provider_mock

logging.getLogger("werkzeug").setLevel(logging.ERROR)

PAGE = b"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Lantern ID</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><style>:focus { outline: 3px solid }</style><h1>Lantern ID</h1>
<form method="post"><label>Name <input name="sub"></label> <button>Sign in</button></form></html>"""
CLIENT, SECRET = "kantora", "secret of the client"


class Issuer:
    """Runs in a thread. `crook` changes the claims of the next tokens, `sign` is how they are signed."""

    def __init__(self):
        self.inner = oidc_provider_mock.app()
        self.inner.debug = False
        self.key = RSAKey.generate_key(2048, {"kid": "first"})
        self.shown = [self.key]
        self.challenges, self.given = {}, {}
        self.crook, self.sign, self.secret = {}, self.sign_rightly, SECRET
        self.server = werkzeug.serving.make_server("127.0.0.1", 0, self, threaded=True)
        self.port = self.server.server_port
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def configuration(self, name="near", label="Lantern ID"):
        """What makes a server of ours know it."""
        key = f"KANTORA_OIDC__{name.upper()}__"
        return {
            f"{key}ISSUER": self.url, f"{key}CLIENT_ID": CLIENT, f"{key}CLIENT_SECRET": SECRET,
            f"{key}LABEL": label, f"{key}PRIVATE": "true",
        }

    def rotate(self):
        """Another key from now on; the old one is not shown any more."""
        self.key = RSAKey.generate_key(2048, {"kid": "second"})
        self.shown = [self.key]

    def straighten(self):
        self.crook, self.sign, self.secret = {}, self.sign_rightly, SECRET

    @staticmethod
    def sign_in(address, subject):
        """Signs in there; gives the address that leads back."""
        answer = httpx.post(address, data={"sub": subject}, follow_redirects=False)
        assert answer.status_code == 302, answer.text
        return answer.headers["location"]

    # What passes through

    def __call__(self, environ, start_response):
        match environ["PATH_INFO"]:
            case "/jwks":
                keys = [key.as_dict(private=False, use="sig", alg="RS256") for key in self.shown]
                return answer(start_response, {"keys": keys})
            case "/oauth2/token":
                return self.token(environ, start_response)
            case "/oauth2/authorize":
                return self.authorize(environ, start_response)
        return self.inner(environ, start_response)

    def authorize(self, environ, start_response):
        asked = dict(urllib.parse.parse_qsl(environ["QUERY_STRING"]))
        for name in ("state", "nonce", "code_challenge"):
            assert len(asked.get(name, "")) >= 43, f"{name} is missing or short: {asked}"
        assert asked["code_challenge_method"] == "S256" and asked["response_type"] == "code", asked

        if environ["REQUEST_METHOD"] == "GET":
            start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
            return [PAGE]

        def noting(status, headers, *more):
            back = urllib.parse.urlsplit(dict(headers).get("Location", ""))
            code = dict(urllib.parse.parse_qsl(back.query)).get("code")
            if code:
                self.challenges[code] = asked["code_challenge"]
            return start_response(status, headers, *more)

        return self.inner(environ, noting)

    def token(self, environ, start_response):
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        said = dict(urllib.parse.parse_qsl(body.decode()))
        user = base64.b64decode(environ.get("HTTP_AUTHORIZATION", "Basic Og==").split()[1]).decode()
        client, _, secret = user.partition(":")
        if (client, urllib.parse.unquote_plus(secret)) != (CLIENT, self.secret):
            return answer(start_response, {"error": "invalid_client"}, "401 Unauthorized")
        proof = hashlib.sha256(said["code_verifier"].encode()).digest()
        proof = base64.urlsafe_b64encode(proof).decode().rstrip("=")
        if self.challenges.pop(said["code"], None) != proof:
            return answer(start_response, {"error": "invalid_grant"}, "400 Bad Request")
        environ["wsgi.input"] = io.BytesIO(body)
        taken = {}
        whole = b"".join(self.inner(environ, lambda status, headers, *_: taken.update(status=status)))
        if not taken["status"].startswith("200"):
            return answer(start_response, json.loads(whole), taken["status"])
        tokens = json.loads(whole)
        claims = json.loads(jws.extract_compact(tokens["id_token"].encode()).payload)
        claims.update(self.crook)
        claims = {name: value for name, value in claims.items() if value is not None}
        tokens["id_token"] = self.sign(claims)
        self.given = tokens
        return answer(start_response, tokens)

    # Ways to sign

    def sign_rightly(self, claims):
        return jws.serialize_compact({"alg": "RS256", "kid": self.key.kid}, json.dumps(claims).encode(), self.key)

    def sign_with_nothing(self, claims):
        return ".".join([part({"alg": "none"}), part(claims), ""])

    def sign_with_our_secret(self, claims):
        key = OctKey.import_key(SECRET)
        return jws.serialize_compact({"alg": "HS256"}, json.dumps(claims).encode(), key, algorithms=["HS256"])

    def sign_with_a_stranger_s_key(self, claims):
        key = RSAKey.generate_key(2048, {"kid": self.key.kid})
        return jws.serialize_compact({"alg": "RS256", "kid": key.kid}, json.dumps(claims).encode(), key)


class Impostor:
    """A service that speaks TLS with a certificate for which nobody vouches."""

    def __init__(self, authority):
        self.context, self.reached, self.asked = authority.context(), 0, []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while True:
            try:
                line, _ = self.listener.accept()
            except OSError:
                return
            self.reached += 1
            try:
                with self.context.wrap_socket(line, server_side=True) as safe:
                    self.asked.append(safe.recv(1000))
            except OSError:
                line.close()

    def configuration(self):
        key = "KANTORA_OIDC__ODD__"
        return {
            f"{key}ISSUER": f"https://127.0.0.1:{self.port}", f"{key}CLIENT_ID": CLIENT, f"{key}CLIENT_SECRET": SECRET,
            f"{key}PRIVATE": "true",
        }

    def stop(self):
        self.listener.close()


def part(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def answer(start_response, body, status="200 OK"):
    start_response(status, [("Content-Type", "application/json")])
    return [json.dumps(body).encode()]


def long_ago():
    return int(time.time()) - 7200
