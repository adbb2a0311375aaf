"""What can go wrong with the warehouse."""


class BadBuild(Exception):
    """A build that must not go live; `problems` say why, one line each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


class UnknownBuild(Exception):
    """No finished build has this name."""
