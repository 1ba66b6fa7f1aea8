# SPDX-License-Identifier: EUPL-1.2
"""Who works here, and who is signed in."""
