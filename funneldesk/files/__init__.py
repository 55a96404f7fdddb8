"""What crosses the border: reading lists, writing workbooks; knows formats, not the database."""
