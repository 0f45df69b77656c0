"""Numbers of a period: boards, exports, weekly reports."""
