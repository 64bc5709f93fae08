mod documents;
mod drawing;
mod markup;
