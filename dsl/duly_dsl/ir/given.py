"""Words that the language gives itself: no pack declares them."""

HOLDER = "holder"
IN_CONFLICT = "in conflict"
ORGANISATION = "organisation"
ROLES = "roles"
US = "us"
VERSION = "version"
