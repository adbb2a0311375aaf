"""The tab "Monitoring": what needs a decision, lights, curves, schedule, money, powiats, changes."""
