"""What is left of evidence after a while, asked of a database."""

from typing import Any

from sqlalchemy import Float
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class Exp(FunctionElement[float]):
    """The power of e, zero or as good as zero where the exponent is far below zero."""

    type = Float()
    inherit_cache = True


def _compile(element: Any, compiler: Any, **words: Any) -> str:
    return f"exp({compiler.process(element.clauses, **words)})"


def _compile_for_server(element: Any, compiler: Any, **words: Any) -> str:
    """PostgreSQL refuses a result too small for a float."""
    return f"exp(greatest({compiler.process(element.clauses, **words)}, -700))"


compiles(Exp)(_compile)
compiles(Exp, "postgresql")(_compile_for_server)
