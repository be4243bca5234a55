"""People, roles, sign-in links, invitations and tokens."""
