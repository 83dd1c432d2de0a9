"""Classes in words."""

from duly_dsl import phrase
from duly_engine.classes import SubjectClasses
from duly_engine.findings import ClassFinding, ClassState, ConclusionState, Route
from duly_engine.reports.words import listed


def is_told(found: ClassFinding) -> bool:
    """Whether there is more to say of a class than that it does not hold."""
    return found.state is not ClassState.DOES_NOT_HOLD or found.conclusion is ConclusionState.CLAIMED


def state_of(found: ClassFinding) -> str:
    """Whether a class holds, with the days that belong to it, and why that is open."""
    said = [_STATES.get(found.state, str(found.state))]
    if found.provisionally is not None:
        later = f" from {phrase.day(found.provisionally_since)}" if found.provisionally_since else ""
        said.append(f"provisionally {'yes' if found.provisionally else 'no'}{later}")
    if found.since is not None and found.state is not ClassState.DOES_NOT_HOLD:
        said.append(f"from {phrase.day(found.since)}")
    if found.until is not None:
        said.append(f"until {phrase.day(found.until)}")
    if found.conclusion is ConclusionState.CLAIMED:
        later = f" from {phrase.day(found.since)}" if found.state is ClassState.DOES_NOT_HOLD and found.since else ""
        said.append(f"claimed{later}: the evidence does not suffice")
    return ", ".join(said) + _reason(found)


_STATES = {ClassState.HOLDS: "yes", ClassState.LATER: "not yet", ClassState.DOES_NOT_HOLD: "no"}


def _reason(found: ClassFinding) -> str:
    match found.state:
        case ClassState.CONFLICT:
            return f": rules contradict each other on {listed(found.conflicts)}"
        case ClassState.NOT_ASSESSED:
            return f": the pack of {listed(found.not_assessed)} is not loaded"
        case _:
            return ""


def summary_of(found: SubjectClasses) -> str:
    """What a subject is, in a line: the classes that hold, those that will, and what is open."""
    said = [each.text for each in found.in_state(ClassState.HOLDS)]
    said += [f"{each.text} from {phrase.day(each.since)}" for each in found.in_state(ClassState.LATER) if each.since]
    for state in (ClassState.UNDETERMINED, ClassState.CONFLICT, ClassState.NOT_ASSESSED):
        names = [each.text for each in found.in_state(state) if not each.is_rest]
        said += [f"{state}: {', '.join(names)}"] if names else []
    return "; ".join(said)


def route_of(route: Route) -> str:
    """A rule with its title and provisions."""
    return f"{route.rule} - {route.title} [{'; '.join(map(str, route.citations))}]"
