# SPDX-License-Identifier: EUPL-1.2
"""What follows from a fact by itself: letters, deadlines, reminders."""
