"""Support projects (projekty wsparcia): whom one may admit, what each got, what goes to the monitoring system."""
