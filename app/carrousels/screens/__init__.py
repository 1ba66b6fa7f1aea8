# SPDX-License-Identifier: EUPL-1.2
"""Pages and feeds about carrousels."""
