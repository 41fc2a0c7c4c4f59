"""Handouts onto paper: what may be printed, on what, and what became of it.

Only files that are current go to a printer, as the very bytes that were looked at; nothing is ever
sent twice. `cups` hands a job to a queue, `ipp` to a printer; both are then asked until it is known
how the job ended, and `log` keeps that.
"""
