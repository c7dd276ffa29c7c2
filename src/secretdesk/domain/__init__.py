"""Plain Python: words, marks, numbers, declarations and rules. No files, SQL, Qt or clock."""
