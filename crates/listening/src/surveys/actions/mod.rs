//! What can be done with a survey.
