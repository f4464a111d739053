"""From a fresh clone to a running My Say: environment, packages, built files, checks.

Only the standard library is used here, since this runs before anything is installed.
"""
