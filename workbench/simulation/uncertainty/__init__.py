"""How sure the answer is: a range on every number, and which input it comes from."""
