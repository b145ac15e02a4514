"""HTTP: transport, authentication, rate limit."""
