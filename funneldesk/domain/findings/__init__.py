"""What differs from the rest by more than chance: found by itself, silent on noise."""
