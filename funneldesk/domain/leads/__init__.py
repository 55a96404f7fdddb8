"""Who is who: identity, names, companies, and the fold of what records say."""
