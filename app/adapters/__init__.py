# SPDX-License-Identifier: EUPL-1.2
"""Everything that speaks a foreign format or to a foreign machine."""
