"""前年度との対照: the thread from last year to this one."""
