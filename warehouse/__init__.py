"""Table contract, the lake, and the views that are the reports."""
