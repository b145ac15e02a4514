"""HTTP: transport, authentication, rate limit, and the session that joins them."""
