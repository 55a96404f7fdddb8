"""One module per page: asks operations, shows one frozen result."""
