"""One metric per file: an Ibis expression over the published figures, and its card."""
