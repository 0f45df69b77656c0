"""The pictures in the documents: the nine charts of a generated year."""
