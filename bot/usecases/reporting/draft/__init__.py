"""The conversation at hand: answered, shown, saved, turned into a report."""
