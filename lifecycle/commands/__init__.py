"""What can be asked of the lifecycle on the command line, one module a command."""
