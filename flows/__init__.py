"""The front door: flows, the command line, and the shell around the rooms."""
