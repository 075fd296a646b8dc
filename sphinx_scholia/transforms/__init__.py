"""Between mark-up and builder: notes are placed, terms linked, the edition picked."""
