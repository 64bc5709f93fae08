mod matrix;
mod policy;
