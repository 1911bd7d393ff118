"""What a person enters: answers, notes, qualifications, check answers, credentials and projects."""
