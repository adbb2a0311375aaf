"""Forms of opinions: parse and validate, no writes."""

from .earlier import EarlierForm
from .office import (
    AgendaForm,
    AskForm,
    DeliverForm,
    FollowForm,
    OffAgendaForm,
    PositionFileForm,
    PositionForm,
    PriorForm,
    ReasonsForm,
    ReturnForm,
)
from .school import AttachmentForm, PartnerForm, RequestForm, ResourceForm, StartForm, WithdrawForm
from .season import BulkForm, TemplateForm, WindowForm
from .wizard import WizardForm

__all__ = [
    "AgendaForm",
    "AskForm",
    "AttachmentForm",
    "BulkForm",
    "DeliverForm",
    "EarlierForm",
    "FollowForm",
    "OffAgendaForm",
    "PartnerForm",
    "PositionFileForm",
    "PositionForm",
    "PriorForm",
    "ReasonsForm",
    "RequestForm",
    "ResourceForm",
    "ReturnForm",
    "StartForm",
    "TemplateForm",
    "WindowForm",
    "WithdrawForm",
    "WizardForm",
]
