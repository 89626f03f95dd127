"""Who is to do what: suggestions by subject, the division of tasks 任务分工, and a returned copy of it compared."""
