mod hostile;
mod properties;
mod rules;
mod undo;
