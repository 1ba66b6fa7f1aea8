# SPDX-License-Identifier: EUPL-1.2
"""What pages, letters and feeds read about carrousels."""
