"""Runs the house on one machine: the web server, and the worker for background tasks beside it."""
