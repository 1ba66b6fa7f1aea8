# SPDX-License-Identifier: EUPL-1.2
"""Who works here: accounts of staff, guides and contact persons, their roles, and signing in."""
