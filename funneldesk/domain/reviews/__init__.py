"""Reviews: numbers frozen on a day, what was decided, and hypotheses the program measures by itself."""
