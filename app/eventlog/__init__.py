# SPDX-License-Identifier: EUPL-1.2
"""The one place that writes facts, and everything that follows from a fact being written."""
