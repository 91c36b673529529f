# What is decided when applying: the `parameters` of the blueprint. Everything else is decided there.
