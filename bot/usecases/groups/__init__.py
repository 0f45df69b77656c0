"""Groups of bodies: what becomes of them, their return, bodies that cannot be reached."""
