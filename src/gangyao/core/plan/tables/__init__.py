"""Indicator tables 指标表 in every form that a copy gives them."""
