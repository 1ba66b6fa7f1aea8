# SPDX-License-Identifier: EUPL-1.2
"""The school register: schools, where they are, who their pupils are as figures, and how they got there."""
