"""secretdesk (保密工作台): the registers of a college's secrecy clerk."""

__version__ = "0.1.0"
