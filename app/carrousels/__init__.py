# SPDX-License-Identifier: EUPL-1.2
"""Carrousels: the day of an area, its schools, tour groups and routes, from draft to release."""
