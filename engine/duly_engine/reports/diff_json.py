"""The difference between two states of a pack as JSON."""

from duly_dsl.diff import Change, DeclarationChange, PackDiff, RuleChange
from duly_dsl.diff.release import Release
from duly_dsl.diff.versions import Bump, bump_of, bump_of_declaration, bump_of_rule
from duly_engine.reports import diff_models as models
from duly_engine.reports.diff_words import sentence, shift_sentence


def json_diff(found: PackDiff, judged: Release, old: str, new: str) -> str:
    """The difference as text; `old` and `new` are how the states were named."""
    return report(found, judged, old, new).model_dump_json(indent=2) + "\n"


def report(found: PackDiff, judged: Release, old: str, new: str) -> models.PackDiffReport:
    """The difference as typed values."""
    counted = found.scenarios
    return models.PackDiffReport(
        format=models.FORMAT,
        pack=found.pack,
        old=models.StatePart(named=old, version=found.old_version),
        new=models.StatePart(named=new, version=found.new_version),
        shifts=tuple(
            models.ShiftPart(
                rule=s.rule, clause=s.clause, old=s.old.isoformat(), new=s.new.isoformat(), sentence=shift_sentence(s)
            )
            for s in found.shifts
        ),
        rules=tuple(map(_rule, found.rules)),
        declarations=tuple(map(_declaration, found.declarations)),
        header=tuple(map(_change, found.header)),
        scenarios=models.ScenariosPart(added=counted.added, removed=counted.removed, changed=counted.changed),
        release=models.ReleasePart(
            ready=judged.is_ready,
            bump=_bump(judged.bump),
            version=judged.version,
            version_is_enough=judged.is_enough,
            changelog=judged.changelog,
            unnamed=tuple(each.id if isinstance(each, RuleChange) else str(each.of) for each in judged.unnamed),
        ),
    )


def _bump(bump: Bump) -> models.BumpName:
    return models.BumpName(bump.word)


def _change(change: Change) -> models.ChangePart:
    return models.ChangePart(
        aspect=change.aspect,
        presence=change.presence,
        version=change.version,
        where=change.where,
        old=change.old,
        new=change.new,
        bump=_bump(bump_of(change)),
        sentence=sentence(change),
    )


def _rule(rule: RuleChange) -> models.RulePart:
    return models.RulePart(
        presence=rule.presence,
        old=rule.old,
        new=rule.new,
        title=rule.title,
        citations=rule.citations,
        bump=_bump(bump_of_rule(rule)),
        changes=tuple(map(_change, rule.changes)),
        lost=rule.lost,
        touches=rule.touches,
    )


def _declaration(declared: DeclarationChange) -> models.DeclarationPart:
    return models.DeclarationPart(
        presence=declared.presence,
        sort=declared.of.sort,
        name=declared.of.name,
        owner=declared.of.owner,
        text=declared.text,
        bump=_bump(bump_of_declaration(declared)),
        changes=tuple(map(_change, declared.changes)),
        touches=declared.touches,
    )
