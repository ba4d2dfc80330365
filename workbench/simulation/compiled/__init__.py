"""The exact engine compiled by numba: nothing outside imports it before its kernels are wanted."""
