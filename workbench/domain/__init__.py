"""What a journey is: elements, relations, changes, the document and its rules."""
