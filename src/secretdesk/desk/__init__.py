"""The one door: what changes anything goes through :meth:`secretdesk.desk.desk.Desk.perform`."""
