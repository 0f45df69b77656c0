"""The class of a case: assessed, changed by people, and talked about where views differ."""
