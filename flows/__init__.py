"""The front door: flows, the command line, and the shell around the rooms."""

import os

# One thread a process for linear algebra: the shards already keep every core busy. Read when numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
