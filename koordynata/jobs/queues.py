"""The queues of background work. Each has a worker of its own, so that short work does not wait behind long work."""

# What somebody waits for: checking a file, applying it, the search that follows.
PEOPLE = "default"
# What nobody waits for and takes minutes and a gigabyte: building the marts.
WAREHOUSE = "warehouse"
QUEUES = (PEOPLE, WAREHOUSE)
