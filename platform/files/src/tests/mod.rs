mod name;
mod s3;
mod sniff;
mod store;
