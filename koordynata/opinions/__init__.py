"""The opinion on whether teaching an occupation is justified (opinia o zasadności kształcenia w zawodzie)."""
