"""What a result page is made of: pictures, tables and lists."""
