"""The decisions: values in, values out.

Nothing in here reads a clock, a file or a network, writes a log line or imports a third party. What a
function needs to know (the time included) it gets as an argument; why it decided so it returns as a
`Reason`.
"""
