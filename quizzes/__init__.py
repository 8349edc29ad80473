"""What is asked: the questions, their marking, and what an answer shows about the learner."""
