"""`python -m tests.house` measures the house: what docs/understand/house.md shows beside the figures of before."""
