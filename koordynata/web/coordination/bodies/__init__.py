"""Pages of bodies: composition, rules of procedure, working groups, history."""
