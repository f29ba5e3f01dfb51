"""Certificates for localhost, and the environment in which servers trust them beside the usual authorities."""

import ssl
from pathlib import Path

import certifi
import trustme


class Authority:
    """One for each run, in memory but for the file that `trusting` names."""

    def __init__(self, directory: Path) -> None:
        self._authority = trustme.CA()
        self._bundle = directory / "authorities.pem"
        # The usual authorities stay: reading them is part of what a new client costs.
        usual = Path(certifi.where()).read_bytes()
        self._bundle.write_bytes(usual + self._authority.cert_pem.bytes())

    def server_side(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._authority.issue_cert("localhost").configure_cert(context)
        return context

    def client_side(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self._bundle))

    @property
    def trusting(self) -> dict[str, str]:
        return {"SSL_CERT_FILE": str(self._bundle)}
