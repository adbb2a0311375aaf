"""`python -m koordynata.cli COMMAND …`, where the program itself is not on the path."""

from .main import main

main()
