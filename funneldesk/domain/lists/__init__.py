"""What lists say: cells, dates, money, words, and the plan they are understood by."""
