"""What the inside needs of the outside, as protocols and nothing else."""
