# SPDX-License-Identifier: EUPL-1.2
"""What parents can do: find a tour, book it, and look after their own booking."""
