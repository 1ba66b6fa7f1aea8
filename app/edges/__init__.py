# SPDX-License-Identifier: EUPL-1.2
"""The doors through which people and programs come in, and what every door shares."""
