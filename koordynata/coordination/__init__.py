"""The Regional Coordination Team (WZK) and its like: bodies, mandates, meetings, ballots, resolutions, minutes."""
