"""The pure middle of gangyao: records and passes that only compute, no files, network, clock or Django."""
