# SPDX-License-Identifier: EUPL-1.2
"""Pages for colleagues who plan a carrousel."""
