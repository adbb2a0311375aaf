"""Server-made figures: small marks for cells, drawings for bands, and the data of the live charts."""
