"""Reports of periods: the list, a report's page, its narratives, its way, its files, the office's template."""
