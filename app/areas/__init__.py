# SPDX-License-Identifier: EUPL-1.2
"""The municipality and its areas: boundaries, teams, neighbours, days to avoid."""
