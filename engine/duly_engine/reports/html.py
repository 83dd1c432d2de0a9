"""An assessment as one self-contained HTML file: readable without JavaScript, on paper, wide or narrow."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from duly_dsl import phrase
from duly_engine.assessment import Assessment
from duly_engine.dates import day_of
from duly_engine.explain import Explanation
from duly_engine.findings import Obligation, Status
from duly_engine.reports.words import in_days, reason_of, sentence, status_of
from duly_engine.summary import FAILING, Counts, count, headline, is_voluntary

ORDER = tuple(Status)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("duly_engine.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = phrase.day
    environment.filters["value"] = phrase.value
    environment.globals.update(status_of=status_of, reason_of=reason_of, is_voluntary=is_voluntary)
    return environment


def html_report(assessment: Assessment, engine: str) -> str:
    """The report as text; `engine` is the version that made it."""
    failing = [o for o in assessment.ours() if o.status in FAILING or o.effective is Status.GAP]
    return (
        _environment()
        .get_template("assessment.html.j2")
        .render(
            assessment=assessment,
            engine=engine,
            sentence=sentence(headline(assessment), assessment.as_of),
            by_subject=_by_subject(failing),
            explanations={o.id: _explanation(assessment, o) for o in failing},
            names={s.id: s.name or s.id for s in assessment.inventory.subjects.values()},
            people={p.id: p.name or p.id for p in assessment.inventory.people},
            staff={r.name: r.text for r in assessment.evaluation.world.corpus.staff_roles.values()},
            by_id={o.id: o for o in assessment.obligations},
            ahead={c.day: in_days(c.day, day_of(assessment.as_of)) for c in assessment.changes},
            counts=_counts(assessment),
            shown=[s for s in ORDER if any(o.status is s for o in assessment.ours())],
            by_pack={p.name: [o for o in assessment.obligations if o.pack == p.name] for p in assessment.packs},
        )
    )


def _by_subject(obligations: list[Obligation]) -> dict[str, list[Obligation]]:
    weight = {o.id: (ORDER.index(o.effective), is_voluntary(o), o.id) for o in obligations}
    grouped: dict[str, list[Obligation]] = {}
    for each in sorted(obligations, key=lambda o: weight[o.id]):
        grouped.setdefault(each.subject, []).append(each)
    return grouped


def _explanation(assessment: Assessment, obligation: Obligation) -> Explanation | None:
    return assessment.explain(obligation.rule, obligation.subject)


def _counts(assessment: Assessment) -> list[tuple[str, Counts]]:
    rows = []
    for pack in assessment.packs:
        for voluntary in (False, True):
            ours = [o for o in assessment.ours() if o.pack == pack.name and is_voluntary(o) is voluntary]
            if ours:
                rows.append((f"{pack.name} {pack.version}{' (voluntary)' if voluntary else ''}", count(ours)))
    return rows
