"""Programs that might be the lifecycle's: what each really does, seen by watching it run."""
