"""A real mail server (aiosmtpd) that misbehaves as it is told, with a certificate of an authority of its own."""

import asyncio
import datetime
import email
import email.policy
import ipaddress
import pathlib
import ssl
import threading

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

# To a line that is no longer there.
GONE = "421 gone"


class Authority:
    """Signs a certificate for this machine; `pem` is what has to be trusted."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        own, self.pem = ec.generate_private_key(ec.SECP256R1()), self.folder / "ca.pem"
        authority = certificate("an authority", own, own, None)
        self.pem.write_bytes(authority.public_bytes(serialization.Encoding.PEM))
        key = ec.generate_private_key(ec.SECP256R1())
        leaf = certificate("localhost", key, own, authority)
        self.chain = self.folder / "leaf.pem"
        self.chain.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            + leaf.public_bytes(serialization.Encoding.PEM)
        )

    def context(self):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.chain)
        return context


def certificate(name, key, signer, authority):
    now = datetime.datetime.now(datetime.UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(authority.subject if authority else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=authority is None, path_length=None), critical=True)
    )
    if authority:
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    return builder.sign(signer, hashes.SHA256())


class Box:
    """What the server does at each step, and what it took. A step's answer is given once; then all goes well."""

    def __init__(self):
        self.answers, self.letters, self.heard = {}, [], []
        self.reached, self.go_on = threading.Event(), threading.Event()

    def then(self, step, answer):
        self.answers.setdefault(step, []).append(answer)
        return self

    async def step(self, server, name):
        self.heard.append(name)
        answer = self.answers.get(name, [])
        answer = answer.pop(0) if answer else None
        if answer == "drop":
            server.transport.abort()
            return GONE
        if answer == "wait":
            self.reached.set()
            while not self.go_on.is_set():
                await asyncio.sleep(0.01)
            return None
        return answer

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        await self.step(server, "EHLO")
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        envelope.mail_from = address
        return await self.step(server, "MAIL") or "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        envelope.rcpt_tos.append(address)
        return await self.step(server, "RCPT") or "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.letters.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        answer = await self.step(server, "DATA")
        if answer and answer != GONE:
            self.letters.pop()
        return answer or "250 OK"


class Server(SMTP):
    """Drops the line, if it is told to, when the letter is asked for but not yet sent."""

    async def smtp_DATA(self, argument):
        if await self.event_handler.step(self, "BEFORE") is None:
            await super().smtp_DATA(argument)


class Post(Controller):
    """The server, listening; without an authority it offers no TLS."""

    def __init__(self, box, authority=None, port=0):
        self.authority = authority
        super().__init__(box, hostname="127.0.0.1", port=port)

    def factory(self):
        context = self.authority and self.authority.context()
        return Server(self.handler, tls_context=context, require_starttls=bool(context), hostname="localhost")
