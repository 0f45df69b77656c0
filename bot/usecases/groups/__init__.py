"""Groups of bodies: news of them, their return, bodies that nobody reaches."""
