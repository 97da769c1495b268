"""Arguments to calls, results to standard output, outcome to exit code. The only place that prints or exits."""
