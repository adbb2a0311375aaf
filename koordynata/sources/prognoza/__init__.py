"""Prognoza zapotrzebowania na pracowników (Prawo oświatowe art. 46b), published yearly in Monitor Polski."""
