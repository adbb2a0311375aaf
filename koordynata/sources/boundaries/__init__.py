"""Borders of powiats and voivodeships as GeoJSON (Państwowy Rejestr Granic or any other source in degrees)."""
