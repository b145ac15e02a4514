"""Tell whether an API behaves as its documentation says."""
