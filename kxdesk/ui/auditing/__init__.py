"""The auditor's window: a copy is verified first, then read; nothing in here can write."""
