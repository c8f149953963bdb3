"""Other people's scanners, which know what careless programs do wrong."""
