"""Whether a stranger can tell by the clock whom we know."""
