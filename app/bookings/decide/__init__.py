# SPDX-License-Identifier: EUPL-1.2
"""What one can ask of bookings; one file per question."""
