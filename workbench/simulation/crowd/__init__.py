"""Customers who walk a journey one by one: a second engine, for distributions, single stories and a check."""
