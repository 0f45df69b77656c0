"""Building, starting, stopping and reporting on the running program."""
