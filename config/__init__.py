"""What an analyst edits: settings, actors, lexicons and rules, and the code that reads and validates them."""
