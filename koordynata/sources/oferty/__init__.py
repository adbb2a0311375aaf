"""Labour offices: job offers and registered unemployed by occupation. A template of the house's own."""
