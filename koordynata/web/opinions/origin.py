"""How agenda items and entries of the register name an application: `opinions:17`."""


def request_of(origin: str) -> int:
    """The application's number; 0 where the origin names none."""
    room, _colon, number = origin.partition(":")
    return int(number) if room == "opinions" and number.isascii() and number.isdigit() else 0
