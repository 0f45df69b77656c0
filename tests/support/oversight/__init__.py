"""Lists, boards and numbers, and who reads them."""
