"""Monitoring karier absolwentów (IBE): no open file by occupation is known; this template is our own."""
