"""What pages and other rooms read from the lists."""

from .maps import map_edition, map_shapes
from .occupations import education_of
from .territories import ancestors_of, children_of, names_by_code, powiats_of

__all__ = ["ancestors_of", "children_of", "education_of", "map_edition", "map_shapes", "names_by_code", "powiats_of"]
