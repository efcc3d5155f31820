"""How the reference cases are varied: another case of the same shape, whose answer the oracle works out."""
