"""One function per request of a user; no Qt, no click; the only callers of writes."""
