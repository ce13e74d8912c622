"""Who may come in, and how: local accounts, a provider of OpenID Connect, links that hold once."""
