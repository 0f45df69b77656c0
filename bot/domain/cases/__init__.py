"""A case: its states, steps, deadlines, assessment, retention."""
