# SPDX-License-Identifier: EUPL-1.2
"""Personal data: kept beside the log, shown when needed, deleted for good."""
