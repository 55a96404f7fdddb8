"""FunnelDesk: one written, running definition book for marketing and sales."""

__version__ = "0.1.0"
