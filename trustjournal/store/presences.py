"""Who was there, held against the touchpoints that say so, and made anew from them."""

from sqlalchemy import Connection, text

_SAME = ("began", "kind", "feeling", "question", "answered_at", "resolved_at")
_COLUMNS = ("customer_id", "happened_at", "touchpoint_id", *_SAME)


def count_strangers(connection: Connection) -> int:
    """Return how often touchpoints name people who are not there."""
    each, who = _each(connection)
    query = f"""
        SELECT count(*) FROM touchpoint AS t, {each}
        WHERE NOT EXISTS (SELECT 1 FROM customer AS c WHERE c.id = {who})
    """  # noqa: S608
    return connection.execute(text(query)).scalar_one()


def count_presences_amiss(connection: Connection) -> int:
    """Return how often somebody is missing from a touchpoint, or there without a reason."""
    each, who = _each(connection)
    same = " AND ".join(f"p.{name} IS NOT DISTINCT FROM t.{name}" for name in _SAME)
    missing = f"""
        SELECT count(*) FROM touchpoint AS t, {each}
        WHERE EXISTS (SELECT 1 FROM customer AS c WHERE c.id = {who})
        AND NOT EXISTS (
            SELECT 1 FROM presence AS p WHERE p.customer_id = {who}
            AND p.happened_at = t.happened_at AND p.touchpoint_id = t.id AND {same}
        )
    """  # noqa: S608
    surplus = f"""
        SELECT count(*) FROM presence AS p WHERE NOT EXISTS (
            SELECT 1 FROM touchpoint AS t, {each} WHERE t.id = p.touchpoint_id
            AND t.happened_at = p.happened_at AND {who} = p.customer_id
        )
    """  # noqa: S608
    return sum(connection.execute(text(query)).scalar_one() for query in (missing, surplus))


def renew_presences(connection: Connection) -> None:
    """Write down anew who was there, from the touchpoints; whom nobody knows is left out."""
    each, who = _each(connection)
    chosen = ", ".join(f"t.{name}" for name in _SAME)
    connection.execute(text("DELETE FROM presence"))
    connection.execute(
        text(f"""
            INSERT INTO presence ({", ".join(_COLUMNS)})
            SELECT DISTINCT {who}, t.happened_at, t.id, {chosen} FROM touchpoint AS t, {each}
            WHERE EXISTS (SELECT 1 FROM customer AS c WHERE c.id = {who})
        """)  # noqa: S608
    )


def _each(connection: Connection) -> tuple[str, str]:
    """Return how a database lists the people of the touchpoint `t`, and the id of each."""
    if connection.dialect.name == "postgresql":
        listed = "jsonb_array_elements_text(CAST(t.customer_ids AS jsonb)) AS j(value)"
        return listed, "CAST(j.value AS uuid)"
    return "json_each(t.customer_ids) AS j", "unhex(replace(j.value, '-', ''))"
