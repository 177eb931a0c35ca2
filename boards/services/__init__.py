"""Every write of boards, meetings and papers."""
