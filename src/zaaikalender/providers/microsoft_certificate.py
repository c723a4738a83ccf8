"""When the certificate of the office's app runs out: read from its file, since nobody else tells in time.

You need this to warn an administrator before every calendar of the office stops at once. The end of a client
secret stands nowhere but at Microsoft, and reading it there would take rights that nothing else needs.
"""

from datetime import datetime, timedelta

from zaaikalender.errors import ConfigurationError

SOON = timedelta(days=30)
"""So long before its end a certificate is worth a word: a change takes a request to an administrator."""


def is_certificate(secret: str) -> bool:
    """Whether a secret is a certificate with its key (PEM, RFC 7468), and no client secret."""
    return "-----BEGIN" in secret


def end_of(secret: str) -> datetime:
    """The end (UTC) of the first certificate in a PEM text. Raises `ConfigurationError` without one."""
    # Here, since loading it takes longer than many a command that needs none.
    from cryptography import x509  # noqa: PLC0415

    try:
        return x509.load_pem_x509_certificate(secret.encode()).not_valid_after_utc
    except ValueError as error:
        raise ConfigurationError(
            "[microsoft] `certificate_file` holds no certificate that can be read. Put the private key and"
            " the certificate in it, both as PEM."
        ) from error
