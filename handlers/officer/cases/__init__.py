"""One case as officers see it: the card, the story, the desk, steps that others agree to."""
