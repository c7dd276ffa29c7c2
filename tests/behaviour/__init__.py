"""What the program does, seen from outside: by the kernel, and by what it leaves on the disk."""
