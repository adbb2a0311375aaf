"""What pages read about files and runs."""

from .models import Snapshot


def sample_data_present() -> bool:
    """Whether any file of the sample was ever loaded."""
    return Snapshot.objects.filter(is_sample=True).exists()
