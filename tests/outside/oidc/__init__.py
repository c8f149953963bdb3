"""Sign-in by a service elsewhere, against an issuer that really runs."""
