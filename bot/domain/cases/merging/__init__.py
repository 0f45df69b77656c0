"""Two cases become one, and two again."""
