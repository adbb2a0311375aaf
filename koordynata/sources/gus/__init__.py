"""Statistics Poland, Local Data Bank (BDL): CSV of the website and JSON of the API."""
