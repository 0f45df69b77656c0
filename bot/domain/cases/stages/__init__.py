"""How a case is opened, led, handed over, closed and kept."""
