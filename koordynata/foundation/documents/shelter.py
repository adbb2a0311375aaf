"""What a template may say: names, loops, conditions. It comes from an office's desk, or from who knows where."""

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

DEEPEST = 2  # loops inside each other
FILTERS = frozenset({"upper", "lower", "capitalize", "trim", "default", "join", "length", "first", "last"})
OWN_NAMES = frozenset({"self", "super", "caller", "varargs", "kwargs"})  # Jinja's, which nobody gave
ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr, nodes.For, nodes.If,
    nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Test, nodes.Filter,
)  # fmt: skip


class Sheltered(SandboxedEnvironment):
    """Jinja that knows no calls, no arithmetic and no names but those given; what it prints is escaped."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        _look_through(tree, 0)
        return tree


def _look_through(node: nodes.Node, depth: int) -> None:
    depth += isinstance(node, nodes.For)
    line = getattr(node, "lineno", None) or 1
    if not isinstance(node, ALLOWED) or (isinstance(node, nodes.Filter) and node.name not in FILTERS):
        raise TemplateSyntaxError(type(node).__name__, line)
    if isinstance(node, nodes.Name) and node.name in OWN_NAMES:
        raise TemplateSyntaxError(node.name, line)
    if depth > DEEPEST or (isinstance(node, nodes.For) and node.recursive):
        raise TemplateSyntaxError("For", line)
    for inner in node.iter_child_nodes():
        _look_through(inner, depth)
