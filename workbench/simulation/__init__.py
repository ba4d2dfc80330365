"""The journey as an absorbing Markov chain with memory."""
