"""今日の対応: what the operating rules of the book say somebody owes, and until when."""
