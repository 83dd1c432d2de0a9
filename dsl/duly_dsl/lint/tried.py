"""Rules to be tried, and what the scenarios of a pack expect of them."""

from collections.abc import Iterable

from duly_dsl.ir import ExpectOperates, ExpectStatus, ExpectTerm, PackRules, Rule


def once(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Each rule by the first of its versions."""
    return tuple({rule.id: rule for rule in reversed(tuple(rules))}.values())


def expected(pack: PackRules) -> dict[str, set[str]]:
    """The statuses that scenarios expect of each rule, provisional ones among them."""
    seen: dict[str, set[str]] = {}
    for scenario in pack.scenarios:
        for each in scenario.expectations:
            if isinstance(each, ExpectStatus):
                seen.setdefault(each.rule, set()).add(each.status)
    return seen


def causes(pack: PackRules) -> set[str]:
    """The rules that some expectation names as what makes the difference, or tries by themselves."""
    named: set[str] = set()
    for scenario in pack.scenarios:
        for each in scenario.expectations:
            match each:
                case ExpectStatus(by_rule=str(rule)) | ExpectTerm(because=str(rule)) | ExpectOperates(rule=rule):
                    named.add(rule)
                case _:
                    continue
    return named
