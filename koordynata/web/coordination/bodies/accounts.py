"""Which accounts may be given to a person of a body."""

from django.db.models import QuerySet

from koordynata.accounts.models import User
from koordynata.accounts.roles import ROLES, Permission
from koordynata.coordination.models import Member
from koordynata.registry.models import Membership
from koordynata.registry.queries.people import visible_people

_ROLES = [role.id for role in ROLES.values() if Permission.VIEW_MEETINGS in role.permissions]


def accounts_for(member: Member, reader: User) -> QuerySet[User]:
    """Accounts that take part in meetings of the person's territory and belong to nobody else in its lists."""
    above = member.territory.path.strip("/").split("/")
    inside = Membership.objects.active().filter(role__in=_ROLES, territory__code__in=above).order_by().values("user")
    taken = Member.objects.filter(territory=member.territory, user__isnull=False).exclude(pk=member.pk)
    rows = visible_people(reader).filter(pk__in=inside, is_active=True)
    return rows.exclude(pk__in=taken.order_by().values("user")).order_by("full_name", "pk")
