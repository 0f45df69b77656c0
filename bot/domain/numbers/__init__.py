"""The numbers K1 to K16: what is counted, how it is added up, what is hidden, and what pictures are drawn from."""
