"""A case towards its reporters: questions, answers, calls back, promises, what each of them reads."""
