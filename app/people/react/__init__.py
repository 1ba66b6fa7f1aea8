# SPDX-License-Identifier: EUPL-1.2
"""What follows from facts about people."""
