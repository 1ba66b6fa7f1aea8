# SPDX-License-Identifier: EUPL-1.2
"""What pages show of bookings; one file per view."""
