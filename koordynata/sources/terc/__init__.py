"""TERYT of Statistics Poland: the TERC file of voivodeships, powiats and gminas."""
