"""The origins of evidence: each module reads one of them into interactions."""
