"""What a book would have found in the past, by what was known then (DESIGN 6, Backtest)."""
