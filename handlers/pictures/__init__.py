"""Charts, slips and posters: matplotlib and typst are used here only, in a process of their own."""
