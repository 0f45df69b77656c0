"""Property tests of the rules, without a time limit, so that a busy machine does not fail them."""

from hypothesis import HealthCheck, settings

settings.register_profile("rules", deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("rules")
