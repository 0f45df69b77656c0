"""The two usual bots beside which ours is measured."""
