# SPDX-License-Identifier: EUPL-1.2
"""Words that every room uses; standard library only."""
