"""Who is who: membership, appointments, second factor, audience, identity."""
