"""Many scenarios of one journey, on all processors of a machine or on a cluster, always the same to the byte."""
