"""Hypothesis: the same examples on every run, so that a red test is a change; `--hypothesis-profile=long` looks
further."""

from hypothesis import HealthCheck, settings

QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("steady", derandomize=True, deadline=None, max_examples=60, suppress_health_check=QUIET)
settings.register_profile("long", deadline=None, max_examples=2000, suppress_health_check=QUIET)
settings.load_profile("steady")
