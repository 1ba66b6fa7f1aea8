# SPDX-License-Identifier: EUPL-1.2
"""Scholentocht: rooms (what a municipality can do) on floors (how far from the outside world).

factory     create_app: settings, log, views, doors
demo        loads an example town through the same commands that staff use
wiring      the rooms, and how their views, reactions and screens are found
<rooms>     people, areas, schools, carrousels, bookings
edges       the doors: parents, staff, schools, api; forms, refusals, language
adapters    foreign formats and machines: maps, streets, calendars, mail, tables
planning    pure optimisation: numbers in, proposal out
eventlog    the one place that writes facts
vault       personal data, outside the log, deletable
kernel      words every room uses
"""
