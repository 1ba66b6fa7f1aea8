# SPDX-License-Identifier: EUPL-1.2
"""Bookings: places on tour groups, the waiting list, offers, and what parents are told."""
