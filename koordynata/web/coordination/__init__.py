"""Pages of bodies, meetings and ballots."""
