"""Who reviewed a rule, when, and whether that still holds: records that lie in the pack as data.

Knows what rules mean and how they read; nothing of who may sign. A record is bound to the meaning of its rule, so it
lapses when that changes, and tells what changed from what it kept.
"""

from duly_dsl.reviews.read import FOLDER, read_reviews
from duly_dsl.reviews.record import Level, Review, Reviewed, review
from duly_dsl.reviews.standing import Change, Standing, State, Turn, marks, standings
from duly_dsl.reviews.text import review_text

__all__ = [
    "FOLDER",
    "Change",
    "Level",
    "Review",
    "Reviewed",
    "Standing",
    "State",
    "Turn",
    "marks",
    "read_reviews",
    "review",
    "review_text",
    "standings",
]
