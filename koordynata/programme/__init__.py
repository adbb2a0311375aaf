"""Programmes from areas to proof: versions, actions, indicators, actuals, facts, reports."""
