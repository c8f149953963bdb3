"""What the tests from outside stand on: the built file as a process, its texts, and a client without a browser."""
