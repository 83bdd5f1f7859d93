"""The software's version, part of every config fingerprint: bump it when a rule that lives in code changes."""

VERSION = "0.1.0"
