# SPDX-License-Identifier: EUPL-1.2
"""What an area team can do: see who comes, book for somebody, phone, keep the list of the day."""
