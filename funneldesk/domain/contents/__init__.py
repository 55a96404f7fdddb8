"""Contents: rates of deals and the credit each content gets."""
