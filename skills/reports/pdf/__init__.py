"""Lay a report out for print: its values as data, and the templates that draw them."""
