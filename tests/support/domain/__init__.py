"""Cases and answers as values, and any sequence of steps on them."""
