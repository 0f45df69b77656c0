"""Cases that may belong together: linked, made one, made two again."""
