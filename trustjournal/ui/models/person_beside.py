"""What stands beside the story of a person and takes longer to gather: rhythm, advice, lessons."""

from sqlalchemy import Connection

from trustjournal.charts import rhythm_picture
from trustjournal.charts.rhythm_picture import RhythmPicture
from trustjournal.domain.asking import Advice
from trustjournal.domain.reviews import Lesson
from trustjournal.domain.reviews_words import alike_words
from trustjournal.store.cycles import advice_for
from trustjournal.store.quiet import standing
from trustjournal.store.reviews import lessons_for
from trustjournal.ui.models.person_view import PersonView


def view_rhythm(view: PersonView, connection: Connection) -> RhythmPicture:
    """Return the rhythm of a person; the first one asked for takes in that of the whole journal.

    Raises:
        NotFound: they are not, or no longer, in the journal.
    """
    one, whole = standing(connection, view.story.customer.id, view.now, view.zone)
    return rhythm_picture.picture(
        view.story.customer.name,
        one.known,
        one.silence,
        whole,
        view.today,
        longest_gap=one.longest_gap,
        flag=one.flag,
    )


def view_advice(view: PersonView, connection: Connection) -> Advice:
    """Return whether to ask a person for a referral, and why."""
    return advice_for(connection, view.story.customer.id, view.now, view.zone)


def view_lessons(view: PersonView, connection: Connection) -> list[tuple[Lesson, str]]:
    """Return lessons from those lost on a path like this one's, with what the two share."""
    name = view.story.customer.name
    found = lessons_for(connection, view.story, view.now, view.zone)
    return [(one, alike_words(name, one)) for one in found]
