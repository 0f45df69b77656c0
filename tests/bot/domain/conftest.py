"""Property tests of the rules, without a time limit, so that a busy machine does not fail them."""

from hypothesis import HealthCheck, settings

from tests.support.domain.examples import examples

settings.register_profile(
    "rules", deadline=None, max_examples=examples(20), suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("rules")
