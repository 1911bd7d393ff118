"""What a person enters: answers, notes, qualifications, check answers and credentials."""
