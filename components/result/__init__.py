"""Components of the result pages: charts, tables and lists."""
